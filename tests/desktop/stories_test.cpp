// SPDX-License-Identifier: GPL-3.0-or-later
// The stories of the patterns, simulated: what the views say at three instants under the cursor.
#include "tests/desktop/pattern_run.h"
#include "tests/desktop/stories.h"
#include "tests/desktop/story_views.h"

#include <memory>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Run to its end, under views that show any instant of it.
struct ToldStory {
    explicit ToldStory(const Story &story, bool withFault = true)
        : run(drawingOf(story, withFault)), views(run.session, run.topology)
    {
        run.toTheEnd(story.after.at);
    }

    /// What the views say otherwise at that instant, for as long as they are given to follow the cursor.
    QString disagreement(const Instant &instant, std::chrono::milliseconds patience = 2s)
    {
        run.session.hold(toSeconds(instant.at));
        static_cast<void>(QTest::qWaitFor([this] { return !run.session.isSeeking(); }));
        static_cast<void>(QTest::qWaitFor([&] { return views.disagreement(instant).isEmpty(); }, patience.count()));
        return views.disagreement(instant);
    }

    PatternRun run;
    StoryViews views;
};

void addStories()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(stories().size()); ++i)
        QTest::addRow("%s", stories()[static_cast<std::size_t>(i)].name.c_str()) << i;
}

} // namespace

class StoriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void viewsTellTheStory_data() { addStories(); }
    void viewsTellTheStory()
    {
        QFETCH(int, number);
        const Story &story = stories()[static_cast<std::size_t>(number)];
        ToldStory told(story);
        for (const Instant *instant : {&story.before, &story.during, &story.after}) {
            const QString wrong = told.disagreement(*instant);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("at %1 s: %2").arg(toSeconds(instant->at)).arg(wrong)));
        }
    }

    void withoutItsFaultThereIsNoStory_data() { addStories(); }
    void withoutItsFaultThereIsNoStory()
    {
        QFETCH(int, number);
        const Story &story = stories()[static_cast<std::size_t>(number)];
        ToldStory told(story, false);
        QCOMPARE(told.disagreement(story.before), QString());
        QVERIFY(!told.disagreement(story.during, 200ms).isEmpty());
    }
};

QTEST_MAIN(StoriesTest)
#include "stories_test.moc"
