// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/find_query.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/sentences.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace bayplan {

namespace {

using FindField = FindTerm::Field;

constexpr std::array<std::pair<const char *, FindField>, 5> findPrefixes{{{"name", FindField::Name},
                                                                          {"kind", FindField::Kind},
                                                                          {"image", FindField::Image},
                                                                          {"pod", FindField::Pod},
                                                                          {"error", FindField::Error}}};

/// What of an element can be looked for.
struct Findable {
    QString name, kind, image;
    QStringList pods, problems;
};

/// All that people call a kind: its key, its title, and the pattern that its help begins with, as in "Sidecar (section
/// 4.1): reads the log files".
QString wordsOfKind(const KindInfo &kind)
{
    QStringList words{QString::fromStdString(kind.key), QString::fromStdString(kind.title), catalogText(kind.title)};
    constexpr qsizetype longestPattern = 24;
    for (const auto &help : {QString::fromStdString(kind.help), catalogText(kind.help)}) {
        if (const auto begin = help.indexOf(QStringLiteral(" (")); begin > 0 && begin < longestPattern) {
            words << help.left(begin);
        }
    }
    return words.join(QLatin1Char(' '));
}

/// Spaces between quotes belong to the word; the quotes stay, so that a colon between them is no prefix.
QStringList splitWords(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const auto letter : text) {
        if (letter == QLatin1Char('"')) {
            isQuoted = !isQuoted;
        }
        if (letter.isSpace() && !isQuoted) {
            words << word;
            word.clear();
        } else {
            word += letter;
        }
    }
    words << word;
    words.removeAll(QString());
    return words;
}

Result<FindTerm> readTerm(QString word)
{
    FindTerm term;
    if (word.size() > 1 && word.startsWith(QLatin1Char('-'))) {
        term.isNegated = true;
        word.remove(0, 1);
    }
    const auto colon = word.indexOf(QLatin1Char(':'));
    const auto quote = word.indexOf(QLatin1Char('"'));
    if (colon > 0 && (quote < 0 || colon < quote)) {
        const auto prefix = word.left(colon).toLower();
        const auto *known = std::find_if(findPrefixes.begin(), findPrefixes.end(),
                                         [&](const auto &entry) { return prefix == QLatin1String(entry.first); });
        if (known == findPrefixes.end()) {
            return fail(
                ErrorCode::InvalidInput,
                QCoreApplication::translate("find", "“%1:” cannot be looked for.").arg(word.left(colon)).toStdString(),
                QCoreApplication::translate("find",
                                            "Known are name:, kind:, image:, pod: and error:; text with a colon "
                                            "stands in quotes.")
                    .toStdString());
        }
        term.field = known->second;
        word.remove(0, colon + 1);
    }
    term.text = word.remove(QLatin1Char('"'));
    return term;
}

bool hasText(const QString &text, const QString &part)
{
    return !text.isEmpty() && text.contains(part, Qt::CaseInsensitive);
}

bool hasText(const QStringList &texts, const QString &part)
{
    return std::any_of(texts.begin(), texts.end(), [&](const auto &text) { return hasText(text, part); });
}

bool termMatches(const FindTerm &term, const Findable &element)
{
    switch (term.field) {
    case FindField::Name:
        return hasText(element.name, term.text);
    case FindField::Kind:
        return hasText(element.kind, term.text);
    case FindField::Image:
        return hasText(element.image, term.text);
    case FindField::Pod:
        return hasText(element.pods, term.text);
    case FindField::Error:
        return hasText(element.problems, term.text);
    case FindField::Any:
        break;
    }
    return hasText(element.name, term.text) || hasText(element.kind, term.text) || hasText(element.image, term.text);
}

class Finder {
public:
    Finder(const FindQuery &query, const Topology &topology, const std::vector<Problem> &problems)
        : m_query(query), m_topology(topology)
    {
        if (std::none_of(query.begin(), query.end(), [](const auto &term) { return term.field == FindField::Error; })) {
            return; // thousands of sentences for nothing
        }
        for (const auto &problem : problems) {
            m_problems[problem.element] << QString::fromStdString(problem.code + ' ') + translated(problem.sentence);
        }
    }

    template <class T>
    void look(const std::map<ElementId, T> &elements, const char *sort)
    {
        for (const auto &[id, element] : elements) {
            auto facts = factsOf(id, QString::fromLatin1(sort));
            addOwn(facts, element);
            const bool matches = std::all_of(m_query.begin(), m_query.end(), [&](const auto &term) {
                return termMatches(term, facts) != term.isNegated;
            });
            if (matches) {
                m_found.push_back(id);
            }
        }
    }

    std::vector<ElementId> take() { return std::move(m_found); }

private:
    Findable factsOf(const ElementId &id, const QString &sort) const
    {
        Findable facts;
        facts.name = nameOf(m_topology, id);
        const auto *kind = kindOf(m_topology, id);
        facts.kind = kind == nullptr ? sort : wordsOfKind(*kind);
        if (const auto found = m_problems.find(id); found != m_problems.end()) {
            facts.problems = found->second;
        }
        return facts;
    }

    QString podOf(const ElementId &container) const
    {
        const auto found = m_topology.containers.find(container);
        const auto pod =
            found == m_topology.containers.end() ? m_topology.pods.end() : m_topology.pods.find(found->second.pod);
        return pod == m_topology.pods.end() ? QString() : QString::fromStdString(pod->second.name);
    }

    void addOwn(Findable &facts, const Pod &pod) const { facts.pods << QString::fromStdString(pod.name); }
    void addOwn(Findable &facts, const Container &container) const
    {
        facts.pods << podOf(container.id);
        const auto *kind = findKind(container.kind);
        if (kind != nullptr && findParam(*kind, "image") != nullptr) {
            facts.image = QString::fromStdString(ParamReader(*kind, container.params).text("image"));
        }
    }
    void addOwn(Findable &facts, const Link &link) const
    {
        facts.pods << podOf(link.from.container) << podOf(link.to.container);
    }
    void addOwn(Findable &facts, const Note &note) const { facts.name = QString::fromStdString(note.text); }
    template <class T>
    void addOwn(Findable &, const T &) const
    {}

    const FindQuery &m_query;
    const Topology &m_topology;
    std::map<ElementId, QStringList> m_problems;
    std::vector<ElementId> m_found;
};

} // namespace

Result<FindQuery> parseFindQuery(const QString &text)
{
    FindQuery query;
    for (const auto &word : splitWords(text)) {
        auto term = readTerm(word);
        if (!term) {
            return term.error();
        }
        const bool mayBeEmpty = term->field == FindField::Error;
        if (mayBeEmpty || !term->text.isEmpty()) {
            query.push_back(std::move(*term)); // "kind:" alone is being typed still
        }
    }
    return query;
}

std::vector<ElementId> findElements(const FindQuery &query, const Topology &topology,
                                    const std::vector<Problem> &problems)
{
    if (query.empty()) {
        return {};
    }
    Finder finder(query, topology, problems);
    finder.look(topology.pods, "pod");
    finder.look(topology.containers, "container");
    finder.look(topology.links, "link");
    finder.look(topology.volumes, "volume");
    finder.look(topology.notes, "note");
    finder.look(topology.groups, "group");
    finder.look(topology.faults, "fault");
    finder.look(topology.assertions, "expectation");
    return finder.take();
}

} // namespace bayplan
