// SPDX-License-Identifier: GPL-3.0-or-later
// A search that finds nothing in a broken machine proves nothing: each deliberate defect is found at a seed that is
// known to find it, and the machine as it is keeps its promises at the same seeds.
#include "simulator/random_faults.h"
#include "tests/mutants/mutants.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

std::optional<Violation> violationOf(const Mutant &mutant, std::string_view name)
{
    const auto plan = planOf(mutant.document);
    if (!plan)
        return {};
    const auto kinds = *mutant.faults == 0 ? defaultFaults() : kindsOf(mutant.faults);
    chosenMutant = name;
    return firstViolation(plan.value(), randomFaults(plan.value(), kinds, mutant.duration, mutant.seed),
                          mutant.duration, mutant.seed);
}

} // namespace

class MutantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isFound_data();
    void isFound();
    void theMachineAsItIsIsNot_data();
    void theMachineAsItIsIsNot();
    void theShortestScenarioBreaksTheSamePromise();
    void aRollThatBreaksAPromiseIsLeftAlone();
};

void MutantsTest::isFound_data()
{
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < mutants().size(); ++i)
        QTest::newRow(mutants()[i].name) << static_cast<int>(i);
}

void MutantsTest::isFound()
{
    QFETCH(int, number);
    const Mutant &mutant = mutants()[static_cast<std::size_t>(number)];
    QVERIFY(violationOf(mutant, mutant.name));
}

void MutantsTest::theMachineAsItIsIsNot_data()
{
    isFound_data();
}

void MutantsTest::theMachineAsItIsIsNot()
{
    QFETCH(int, number);
    const Mutant &mutant = mutants()[static_cast<std::size_t>(number)];
    if (std::string_view(mutant.name) == "wild-clock")
        QSKIP("the defect is in the clock, not in the machine");
    const auto violation = violationOf(mutant, "none");
    QVERIFY2(!violation, violation ? violation->text.c_str() : "");
}

void MutantsTest::theShortestScenarioBreaksTheSamePromise()
{
    const Mutant &mutant = mutants()[3];
    const auto plan = planOf(mutant.document);
    QVERIFY(plan);
    Finding found{mutant.seed, randomFaults(plan.value(), defaultFaults(), mutant.duration, mutant.seed),
                  mutant.duration, violationOf(mutant, mutant.name).value()};
    const std::string promise = found.violation.text.substr(0, found.violation.text.find(" at "));
    const std::size_t before = found.faults.size();
    const Finding shortest = shrink(plan.value(), found);
    QVERIFY(shortest.faults.size() < before);
    QVERIFY(shortest.duration < found.duration);
    const auto again = firstViolation(plan.value(), shortest.faults, shortest.duration, shortest.seed);
    QVERIFY(again);
    QVERIFY(again->text.starts_with(promise));
    QVERIFY2(again->at.time_since_epoch() + std::chrono::milliseconds(2) > shortest.duration,
             "it ends just after the failing instant");
}

void MutantsTest::aRollThatBreaksAPromiseIsLeftAlone()
{
    const auto plan = planOf("service");
    QVERIFY(plan);
    chosenMutant = "stops-at-once";
    SearchOptions options{.seeds = 50, .duration = std::chrono::seconds(120), .kinds = {"load", "roll"}};
    const SearchResult result = search(plan.value(), options);
    QVERIFY(!result.findings.empty());
    const Finding &found = result.findings.front();
    const auto isLoad = [](const Fault &fault) { return fault.kind == "load"; };
    QVERIFY2(std::ranges::any_of(found.faults, isLoad), "there was something to leave out");
    const Finding shortest = shrink(plan.value(), found);
    QCOMPARE(shortest.faults.size(), std::size_t{1});
    QCOMPARE(shortest.faults.front().kind, std::string("roll"));
    QVERIFY2(!shortest.faults.front().params.contains("settle"), "what it needs not is left out");
}

QTEST_GUILESS_MAIN(MutantsTest)
#include "mutants_test.moc"
