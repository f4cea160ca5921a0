"""Words that say nothing of a subject."""

# Left out of the index; a query of nothing else finds nothing.
STOP_WORDS = frozenset(
    "а без бы в во вот для до же за и из или им их к как ко ли мы на над не ни но о об он она "
    "они от по под при с со так там то у уже что это the a an and of for to in on".split()
)
# What a question is put with. In a text they may matter, in a query only if there is nothing else.
ASKING_WORDS = frozenset(
    "где когда куда откуда почему зачем сколько чем кто какой какая какое какие каким какую "
    "который которая которое которые можно нужно надо нужен нужна нужны есть мне нам я ты вы "
    "мой моя мои наш наша наши ваш про чтобы если хочу найти найдите покажите скачать посмотреть "
    "подскажите помогите пожалуйста ищу взять узнать what how where when why which is are "
    "find show".split()
)
