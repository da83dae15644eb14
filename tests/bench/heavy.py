#!/usr/bin/env python3
"""heavy.py COUNT [FIRST]: a <cases> file of COUNT heavy cases, from FIRST on, to standard output.

Heavy is what a school writes that takes its time: five rows of up to 40 words a cell, nine problems worded at length,
ten warnings, five pages for the three forms.  No two texts of a run are alike, so that nothing that was laid out or
deflated once serves again.  Everything follows from the number of the case.
tests/batch/generate.py makes the light ones.
"""
import sys

SURNAMES = ("Агапова Бессонова Вершинина Голубева Дорофеева Евстигнеева Жданова Звонарёва Исакова Кондратьева Ладыгина "
            "Маслова Нефёдова Овчинникова Первушина Рогожина Симакова Третьякова Ушакова Фомичёва").split()
GIVEN = "Алла Валентина Вероника Евгения Инна Лариса Любовь Надежда Раиса Тамара Эльвира Юлия".split()
PATRONYMICS = "Аркадьевна Богдановна Васильевна Геннадьевна Игоревна Кирилловна Матвеевна Руслановна Станиславовна".split()
SUBJECTS = ("математики", "химии и биологии", "русского языка и литературы", "истории и обществознания", "географии",
            "информатики и вычислительной техники", "начальных классов", "физической культуры")

# Beginnings, middles and ends fit each other in any order; {} is a class, a number or a topic that no other text has.
TOPICS = ("«Действия с обыкновенными дробями»", "«Причастный оборот»", "«Строение вещества»", "«Великие географические открытия»",
          "«Алгоритмы с ветвлением»", "«Окружающий мир осенью»", "«Степень с натуральным показателем»", "«Права и обязанности граждан»")
PROBLEM = (
    ("При подготовке урока по теме {topic} учитель затрудняется", "Учитель, работая в {grade} классе, не всегда успевает",
     "На уроках по теме {topic} учителю недостаёт времени", "При проверке работ {grade} класса учителю сложно"),
    ("отобрать задания, посильные для учащихся с разным уровнем подготовки", "организовать самостоятельную и взаимную проверку выполненного",
     "выстроить объяснение от наблюдения к правилу", "подвести итоги и обсудить с классом достигнутое"),
    ("и сообразовать их с результатами диагностической работы № {number}", "в отведённые планированием № {number} часы",
     "так, чтобы это было видно из записи № {number} в журнале", "без обращения к готовым разработкам (карта № {number})"))
MEASURE = (
    ("Посещение уроков в {grade} классе", "Совместная разработка урока по теме {topic}", "Консультации методиста по теме {topic}",
     "Взаимопосещение занятий в {grade} классе"),
    ("с последующим подробным анализом", "с обсуждением технологической карты", "с разбором затруднений учащихся", "с записью в дневнике наблюдений"),
    ("не реже двух раз в месяц (график № {number})", "по согласованию с наставником (план № {number})",
     "в рамках методического объединения (протокол № {number})"))
BEFORE = (
    ("На {number} посещённых уроках в {grade} классе", "При изучении темы {topic}", "По данным наблюдений за {grade} классом (карта № {number})",
     "В тетрадях учащихся {grade} класса"),
    ("большинство заданий выполнялось под диктовку и по одному образцу", "не предусматривалось время на самостоятельную работу и её обсуждение",
     "критерии оценивания оставались учащимся неизвестными", "работа над ошибками велась нерегулярно и только по указанию учителя"),
    ("домашние задания назначались без учёта индивидуальных особенностей", "вопросы учителя предполагали односложный ответ",
     "слабоуспевающие учащиеся почти не привлекались к устной работе", "переход между этапами урока занимал неоправданно много времени"),
    ("вследствие чего качество выполнения срезовой работы № {number} оказалось ниже среднего по параллели",
     "что отмечено в справке № {number} и подтверждено собеседованием с классным руководителем",
     "о чём свидетельствуют результаты анкетирования учащихся и их родителей (анкета № {number})"))
AFTER = (
    ("К концу полугодия в {grade} классе", "После совместной разработки темы {topic}", "Как показало повторное наблюдение (карта № {number})",
     "В результате сопровождения учитель добился того, что"),
    ("задания трёх уровней сложности предлагаются на каждом уроке", "не менее двенадцати минут отводится самостоятельной работе",
     "критерии оценивания вырабатываются совместно с учащимися", "учащиеся проверяют работы друг друга по заранее известному образцу"),
    ("домашнее задание дифференцировано и комментируется заранее", "обсуждение итогов стало постоянной частью урока",
     "к устной работе привлекаются учащиеся с разной подготовкой", "технологическая карта урока содержит планируемые результаты"),
    ("доля выполнивших срезовую работу № {number} без ошибок выросла почти вдвое",
     "что подтверждается результатами диагностической работы № {number} и отзывами родителей",
     "и это отражено в аналитической справке № {number} методического кабинета"))
METHOD = (
    ("Наблюдение и сравнительный анализ серии уроков в {grade} классе по единой карте № {number}",
     "Анкетирование учащихся {grade} класса и их родителей (анкета № {number})",
     "Собеседование с учителем и классными руководителями по теме {topic} (запись № {number})"),
    ("изучение поурочного планирования и тетрадей учащихся", "сравнение срезовых работ до и после сопровождения",
     "отзывы сотрудников, посетивших открытый урок", "разбор видеозаписи занятия вместе с наставником"))
FINDING = (
    ("Затруднение, названное в карте № {number}, снято", "Положительная динамика в {grade} классе подтверждается диагностикой № {number}",
     "Проблема снята частично, и работу по теме {topic} следует продолжить"),
    ("выбранные формы помощи оказались действенными и посильными для учителя",
     "достигнутый результат рекомендуется закрепить в следующем полугодии",
     "опыт может быть представлен на заседании методического объединения"),
    ("подборка заданий передана в методический кабинет школы", "учитель готов поделиться наработками с молодыми коллегами",
     "дополнительные консультации назначаются по запросу учителя"))
REASONS = (
    ("Во второй четверти учитель временно замещал коллегу в {grade} классе", "Сменились программа и учебник по теме {topic}",
     "Нагрузка наставника не позволила провести консультацию № {number} в срок"),
    ("поэтому часть намеченных посещений состоялась позднее", "и подготовка к урокам потребовала дополнительного времени"))

MULTIPLIER, ADDEND, MODULUS = 6364136223846793005, 1442695040888963407, 1 << 64


class Words:
    """The choices of one case: a generator of our own, since Python's may choose otherwise one day."""

    def __init__(self, number):
        self.state = (number * 2654435761 + 97) % MODULUS
        self.number = number
        self.texts = 0

    def pick(self, words):
        self.state = (self.state * MULTIPLIER + ADDEND) % MODULUS
        return words[(self.state >> 33) % len(words)]

    def text(self, parts, joint=", "):
        """A text of one phrase of each part, which holds a number that no other text of any case has."""
        self.texts += 1
        slots = {"topic": self.pick(TOPICS), "grade": f"{self.pick('56789')} «{self.pick('АБВГД')}»",
                 "number": f"{self.number}-{self.texts}"}
        text = joint.join(self.pick(part) for part in parts)
        mark = "" if "{number}" in text else f" ({slots['number']})"
        return text.format(**slots) + mark + "."

    def person(self, indent="    "):
        return (f"{indent}<surname>{self.pick(SURNAMES)}</surname><given>{self.pick(GIVEN)}</given>"
                f"<patronymic>{self.pick(PATRONYMICS)}</patronymic>")


def participant(words, place):
    return f'    <participant role="admin" person="p{words.number}-{place}">\n{words.person("      ")}\n    </participant>\n'


def result(words, place):
    """No source for the method: a warning for each row."""
    return (f'    <result problem="p{place}">\n'
            f"      <before>{words.text(BEFORE)}</before>\n"
            f"      <after>{words.text(AFTER)}</after>\n"
            f"      <method>{words.text(METHOD, '; ')}</method>\n"
            f"      <finding>{words.text(FINDING, '; ')}</finding>\n    </result>\n")


def case(number):
    words = Words(number)
    rows = 5
    # What no row is about is a warning as well, and so are the two recommendations beside each other.
    problems = "".join(f'    <problem id="p{place}" kind="method">{words.text(PROBLEM, " ")}</problem>\n' for place in range(rows + 4))
    measures = "".join(f'    <measure kind="consult">{words.text(MEASURE, " ")}</measure>\n' for _ in range(4 + number % 3))
    return f"""<case id="h{number:06d}" edition="lesosibirsk2-2024-09-27" school-year="2025/2026" status="completed">
  <teacher person="t{number}">
{words.person()}
    <position>учитель {words.pick(SUBJECTS)}</position>
  </teacher>
  <decision date="2025-09-{number % 28 + 1:02d}"/>
  <lead role="methodist" person="l{number}">
{words.person()}
  </lead>
  <participants>
{"".join(participant(words, place) for place in range(2 + number % 3))}  </participants>
  <problems>
{problems}  </problems>
  <help>
{measures}  </help>
  <results>
{"".join(result(words, place) for place in range(rows))}  </results>
  <conclusion date="2026-05-{number % 28 + 1:02d}">
    <assessment>partial</assessment>
    <problem-status>some</problem-status>
    <reasons>{words.text(REASONS)} {words.text(REASONS)}</reasons>
    <recommendation kind="not-needed"/>
    <recommendation kind="ways">{words.text(MEASURE, " ")} {words.text(MEASURE, " ")}</recommendation>
  </conclusion>
</case>
"""


def main():
    count = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    write = sys.stdout.write
    write('<?xml version="1.0" encoding="UTF-8"?>\n<cases xmlns="urn:formulyar:case:1">\n')
    for number in range(first, first + count):
        write(case(number))
    write("</cases>\n")


if __name__ == "__main__":
    main()
