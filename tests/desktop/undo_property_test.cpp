// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the editor can do to a drawing, in any order, taken back whole: the first document, byte for byte.
#include "app/desktop/arrange.h"
#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/clone_connect.h"
#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/link_matching.h"
#include "app/desktop/pattern_recipe.h"
#include "app/desktop/welcome_page.h"
#include "engine/base/random.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <QTest>

using namespace bayplan;

namespace {

class RandomEditor {
public:
    RandomEditor(DocumentSession &document, std::uint64_t seed) : m_document(document), m_random(seed) {}

    /// One gesture, as its builder gives it; empty where it is refused.
    Edit next()
    {
        if (now().containers.size() > 80) {
            return removeElements(now(), {any(now().pods), any(now().pods), any(now().pods)});
        }
        if (now().faults.size() + now().assertions.size() + now().groups.size() > 60) {
            return removeElements(now(), {any(now().faults), any(now().assertions), any(now().groups)});
        }
        switch (m_random.below(19)) {
        case 0:
        case 1:
            return placedPattern();
        case 2:
            return alignPods(now(), somePods(), static_cast<Side>(m_random.below(6)));
        case 3:
            return distributePods(now(), somePods(), m_random.chance(0.5) ? Axis::Horizontal : Axis::Vertical);
        case 4:
            return toggleLock(now(), somePods());
        case 5:
            return addGroup(now(), somePods(), "Group");
        case 6:
            return ungroup(now(), {any(now().groups)});
        case 7:
            return sparingLocked(now(), moveBy(now(), withMembers(now(), somePods()), somewhere()));
        case 8:
            return arrangePods(now(), m_random.chance(0.5) ? somePods() : std::set<ElementId>{});
        case 9: {
            const auto clone = cloneTowards(now(), m_random.chance(0.5) ? any(now().pods) : any(now().containers),
                                            m_random.chance(0.5) ? QPointF(1, 0) : QPointF(0, -1));
            return clone ? clone->edit : Edit{};
        }
        case 10:
            return given(insertOnLink(now(), anyKind(), any(now().links), nullptr));
        case 11:
            return given(addLinked(now(), anyKind(), anyEnd(), m_random.chance(0.5) ? any(now().pods) : ElementId(),
                                   somewhere(), nullptr));
        case 12:
            return given(moveToNewPod(now(), any(now().containers), somewhere()));
        case 13:
            return linkMatching(now(), anyEnd(), QStringLiteral("*")).edit;
        case 14:
            return paste(now(), now(), m_random.chance(0.5) ? any(now().pods) : ElementId(), somewhere(), somewhere(),
                         nullptr);
        case 15:
            return mended();
        case 16:
            return anyParam();
        case 17:
            return given(rename(now(), any(now().pods), "pod-" + std::to_string(m_random.below(1000))));
        default:
            return removeElements(now(), {m_random.chance(0.3)   ? any(now().pods)
                                          : m_random.chance(0.5) ? any(now().containers)
                                                                 : any(now().links)});
        }
    }

private:
    const Topology &now() const { return m_document.topology(); }

    static Edit given(Result<Edit> edit) { return edit ? std::move(*edit) : Edit{}; }

    template <class T>
    ElementId any(const std::map<ElementId, T> &elements)
    {
        return elements.empty() ? ElementId("nobody")
                                : std::next(elements.begin(), long(m_random.below(elements.size())))->first;
    }

    std::set<ElementId> somePods()
    {
        std::set<ElementId> pods;
        for (const auto &[id, pod] : now().pods) {
            if (m_random.chance(0.3)) {
                pods.insert(id);
            }
        }
        return pods;
    }

    Point somewhere() { return {double(m_random.below(200)) * 8 - 400, double(m_random.below(200)) * 8 - 400}; }

    std::string anyKind()
    {
        const auto kinds = placeableKinds();
        return kinds[m_random.below(kinds.size())]->key;
    }

    Endpoint anyEnd()
    {
        const auto id = any(now().containers);
        const auto *kind = kindOf(now(), id);
        return {id, kind == nullptr || kind->ports.empty() ? "in" : kind->ports[m_random.below(kind->ports.size())].name};
    }

    Edit placedPattern()
    {
        const auto &recipes = patternRecipes();
        PatternPlace place{somewhere(), {}, {}};
        if (m_random.chance(0.5)) {
            place.pod = any(now().pods);
        }
        if (m_random.chance(0.3)) {
            place.container = any(now().containers);
            const auto found = now().containers.find(place.container);
            place.pod = found == now().containers.end() ? ElementId() : found->second.pod;
        }
        if (!now().pods.contains(place.pod)) {
            place.pod.clear();
        }
        return given(recipes[m_random.below(recipes.size())].build(now(), {}, place));
    }

    Edit mended()
    {
        const auto problems = validate(now());
        if (problems.empty()) {
            return {};
        }
        const auto &problem = problems[m_random.below(problems.size())];
        return problem.fix ? problem.fix(now()) : Edit{};
    }

    Edit anyParam()
    {
        const auto id = m_random.chance(0.3)   ? any(now().pods)
                        : m_random.chance(0.5) ? any(now().containers)
                                               : any(now().links);
        const auto *kind = kindOf(now(), id);
        if (kind == nullptr || kind->params.empty()) {
            return {};
        }
        const auto &param = kind->params[m_random.below(kind->params.size())];
        std::optional<Value> value = param.defaultValue;
        if (m_random.chance(0.3)) {
            value.reset();
        } else if (std::holds_alternative<std::int64_t>(param.defaultValue)) {
            value = Value(std::int64_t(1 + m_random.below(5)));
        } else if (std::holds_alternative<bool>(param.defaultValue)) {
            value = Value(m_random.chance(0.5));
        }
        return given(setParam(now(), id, param.key, value));
    }

    DocumentSession &m_document;
    Random m_random;
};

} // namespace

class UndoPropertyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseResources(); }
    void anySequenceUndoneWholeGivesTheFirstDocument_data();
    void anySequenceUndoneWholeGivesTheFirstDocument();
};

void UndoPropertyTest::anySequenceUndoneWholeGivesTheFirstDocument_data()
{
    QTest::addColumn<QString>("example");
    QTest::addColumn<int>("seed");
    int seed = 0;
    for (const auto &info : examples()) {
        QTest::newRow(qPrintable(info.name)) << info.name << ++seed;
    }
}

void UndoPropertyTest::anySequenceUndoneWholeGivesTheFirstDocument()
{
    QFETCH(QString, example);
    QFETCH(int, seed);
    QFile file(exampleFile(example));
    QVERIFY(file.open(QIODevice::ReadOnly));
    DocumentSession document;
    document.load(*readDocument(file.readAll().toStdString(), example.toStdString()), {});
    const auto before = writeDocument(document.topology());
    RandomEditor editor(document, std::uint64_t(seed));
    int done = 0;
    for (int tries = 0; done < 1000 && tries < 20'000; ++tries) {
        auto edit = editor.next();
        if (edit.empty()) {
            continue;
        }
        // Now and then a gesture of several edits, which is one step.
        document.push(std::move(edit), tries % 5 == 0 ? QStringLiteral("gesture") : QString());
        ++done;
        if (done % 100 == 0) { // what the editor makes can always be saved and opened again
            const auto bytes = writeDocument(document.topology());
            const auto again = readDocument(bytes, example.toStdString());
            QVERIFY2(again, again ? "" : again.error().message.c_str());
            QVERIFY(again->topology == document.topology());
        }
    }
    QCOMPARE(done, 1000);
    const auto after = writeDocument(document.topology());
    QVERIFY(after != before);
    while (document.undoStack()->canUndo()) {
        document.undoStack()->undo();
    }
    QCOMPARE(writeDocument(document.topology()), before);
    while (document.undoStack()->canRedo()) {
        document.undoStack()->redo();
    }
    QCOMPARE(writeDocument(document.topology()), after);
}

QTEST_MAIN(UndoPropertyTest)
#include "undo_property_test.moc"
