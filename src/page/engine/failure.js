/*
 * failure.js - what may go wrong with the engine as a whole: error.word is `time`, `memory`, `depth`, `engine`, `payload` or
 * `stopped`; error.ru and error.en say it to people.  What is wrong with a case is in the answer's diagnostics.
 */

const WORDS = {
    time: [
        'Обработка заняла слишком много времени и остановлена. Набранное сохранилось.',
        'It took too long and was stopped. What was typed is still there.',
    ],
    memory: [
        'Не хватило памяти. Набранное сохранилось; возьмите меньше дел за один раз.',
        'There is not enough memory. What was typed is still there; take fewer cases at a time.',
    ],
    depth: [
        'Файл вложен слишком глубоко, его нельзя прочитать. Набранное сохранилось.',
        'The file is nested too deeply to be read. What was typed is still there.',
    ],
    engine: [
        'Сбой в программе. Набранное сохранилось; сообщите разработчикам, что вы делали.',
        'The program failed. What was typed is still there; please tell the developers what you did.',
    ],
    payload: [
        'Страница повреждена при пересылке. Получите её ещё раз, лучше в архиве ZIP.',
        'The page was damaged on its way. Get it once more, best inside a ZIP archive.',
    ],
    stopped: ['Остановлено.', 'Stopped.'],
};

export class EngineFailure extends Error {
    constructor(word, detail = '') {
        const known = WORDS[word] || WORDS.engine;
        super(detail ? `${known[0]} (${detail})` : known[0]);
        this.name = 'EngineFailure';
        this.word = word;
        this.ru = known[0];
        this.en = known[1];
        this.detail = detail;
    }
}
