#!/usr/bin/env python3
"""generate.py COUNT [FIRST]: a <cases> file of COUNT different cases, from FIRST on, to standard output.

The cases are made of the words below by their number alone, so that every run gives the same file.
"""
import sys

SURNAMES = ["Иванова", "Петренко", "Ёлкина", "Сидоров", "Ким", "Оглы-Заде", "Щукина", "Абрамян", "Юсупова", "Чехов"]
GIVEN = ["Мария", "Анна-Мария", "Пётр", "Ольга", "Тимур", "Зоя", "Лев", "Ирина"]
PATRONYMICS = ["Петровна", "Ильинична", "Сергеевич", "Юрьевна", "Рашидович", "Львовна"]
SUBJECTS = ["математики", "русского языка и литературы", "физики", "истории", "начальных классов", "информатики"]
PROBLEMS = ["Задания на уроке не различаются по уровню сложности", "Тетради проверяются редко и без пояснений",
            "Дисциплина на последних уроках не удерживается", "Рабочая программа отстаёт от журнала",
            "Опрос занимает больше половины урока", "Приборы для опытов лежат без дела"]
BEFORE = ["Из восьми посещённых уроков на семи все ученики выполняли одно и то же задание",
          "В тетрадях пяти учеников из шести нет работы над ошибками",
          "За сентябрь подано четыре докладные записки", "Ученики не знают, за что снижен балл"]
AFTER = ["Каждая самостоятельная работа составлена в трёх вариантах", "Работа над ошибками ведётся во всех тетрадях",
         "Со второй четверти докладных записок нет", "К каждой проверочной работе приложены критерии"]
FINDINGS = ["Затруднение снято", "Затруднение снято; подборка заданий передана в методический кабинет",
            "Цель достигнута, приём вошёл в постоянную практику", "Положение изменилось, замечаний больше нет"]
PLACES = ["в кабинете", "на занятии", "при разборе урока", "на открытом уроке", "в журнале", "по карте урока", "на заседании"]


def pick(words, number, step):
    return words[(number * step + number // len(words)) % len(words)]


def person(number, indent="    "):
    return (f"{indent}<surname>{pick(SURNAMES, number, 3)}</surname><given>{pick(GIVEN, number, 5)}</given>"
            f"<patronymic>{pick(PATRONYMICS, number, 1)}</patronymic>")


def detail(number, row):
    """Words that no other row of any case has: typed text of different cases is never the same."""
    return f"{pick(PLACES, number + row, 2)} {'АБВГДЕ'[row]}-{number}"


def case(number):
    rows = 3 + number % 3
    problems = "".join(f'    <problem id="p{i}" kind="method">{pick(PROBLEMS, number + i, 1)} ({number} «{"АБВГД"[i]}» класс).</problem>\n'
                       for i in range(rows))
    results = "".join(
        f'    <result problem="p{i}" state="removed">\n'
        f"      <before>{pick(BEFORE, number + i, 1)}; {detail(number, i)}.</before>\n"
        f"      <after>{pick(AFTER, number + i, 3)}; {detail(number + 1, i)}.</after>\n"
        f'      <method source="an-lessons">посещено уроков: {3 + i}, запись {number * 5 + i}</method>\n'
        f"      <finding>{pick(FINDINGS, number + i, 1)}: {detail(number + 2, i)}.</finding>\n    </result>\n" for i in range(rows))
    return f"""<case id="b{number:06d}" edition="lesosibirsk2-2024-09-27" school-year="2025/2026" status="completed">
  <teacher person="t{number}">
{person(number)}
    <position>учитель {pick(SUBJECTS, number, 1)}</position>
  </teacher>
  <decision date="2025-09-{number % 28 + 1:02d}"/>
  <lead role="mentor" person="l{number}">
{person(number + 7)}
    <position>учитель {pick(SUBJECTS, number + 1, 1)}</position>
  </lead>
  <problems>
{problems}  </problems>
  <help>
    <measure kind="visit">один урок в {2 + number % 3} недели, по графику № {number}</measure>
    <measure kind="consult"/>
  </help>
  <results>
{results}  </results>
  <conclusion date="2026-05-{number % 28 + 1:02d}">
    <assessment>success</assessment>
    <problem-status>all</problem-status>
    <recommendation kind="not-needed"/>
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
