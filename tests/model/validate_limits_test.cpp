// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings in which each value is allowed and all of them together are not.
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

/// `members` with ' for ", which moc cannot bear in odd numbers.
std::vector<Problem> problemsOf(std::string members)
{
    std::ranges::replace(members, '\'', '"');
    return validate(readDocument("{\"bayplan\": 1, " + members + "}", "a.json").value().topology);
}

bool has(const std::vector<Problem> &problems, const std::string &code)
{
    return std::ranges::any_of(problems, [&](const Problem &problem) {
        return problem.code == code && !problem.sentence.empty() && !problem.advice.empty();
    });
}

std::string usersAndService(const std::string &thinkTime, const std::string &latency, const std::string &serviceTime)
{
    return "'pods': {'c': {'name': 'client'}, 's': {'name': 'server'}}, 'containers': {'load': {'pod': 'c', "
           "'kind': 'load', 'name': 'load', 'arrivals': 'closed-loop', 'thinkTime': '" +
           thinkTime + "'}, 'app': {'pod': 's', 'kind': 'container', 'name': 'app', 'serviceTime': '" + serviceTime +
           "'}}, 'links': {'l': {'from': 'load/target', 'to': 'app/in', 'latency': '" + latency + "'}}";
}

} // namespace

class ValidateLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usersForWhomNoTimePassesAreRefused()
    {
        QVERIFY(has(problemsOf(usersAndService("constant(0s)", "constant(0s)", "constant(0s)")), "load.no-time"));
        QVERIFY(!has(problemsOf(usersAndService("constant(1ms)", "constant(0s)", "constant(0s)")), "load.no-time"));
        QVERIFY(!has(problemsOf(usersAndService("constant(0s)", "constant(1ms)", "constant(0s)")), "load.no-time"));
        QVERIFY(!has(problemsOf(usersAndService("constant(0s)", "constant(0s)", "exponential(1ms)")), "load.no-time"));
    }

    void faultsDoNotFlapFasterThanAMillisecond()
    {
        const std::string start = "'pods': {'p': {}}, 'containers': {'a': {'pod': 'p', 'kind': 'container'}}, "
                                  "'scenario': {'faults': {'f': {'kind': 'cut', 'target': 'p', 'period': '";
        QVERIFY(has(problemsOf(start + "1ns'}}}"), "time.too-short"));
        QVERIFY(!has(problemsOf(start + "1ms'}}}"), "time.too-short"));
        QVERIFY(!has(problemsOf(start + "0s'}}}"), "time.too-short"));
    }

    void theClockOfMachinesIsNeverSetBack()
    {
        const std::string start = "'pods': {'p': {}}, 'containers': {'a': {'pod': 'p', 'kind': 'elector'}}, "
                                  "'scenario': {'faults': {'f': {'target': 'p', 'kind': '";
        QVERIFY(has(problemsOf(start + "clock', 'step': '-1h'}}}"), "fault.clock-back"));
        QVERIFY(isValid(problemsOf(start + "clock', 'step': '1h'}}}")));
        QVERIFY(isValid(problemsOf(start + "wallclock', 'way': 'back', 'step': '1h'}}}")));
    }

    void aSourceDoesNotChangeEveryNanosecond()
    {
        QVERIFY(has(problemsOf("'pods': {'p': {}}, 'containers': {'a': {'pod': 'p', 'kind': 'content-sync', "
                               "'changeEvery': '1ns'}}"),
                    "time.too-short"));
    }

    void electorsAreFew()
    {
        const std::string rest = "}}, 'containers': {'a': {'pod': 'p', 'kind': 'elector'}}";
        QVERIFY(has(problemsOf("'pods': {'p': {'replicas': 1000" + rest), "elector.too-many"));
        QVERIFY(!has(problemsOf("'pods': {'p': {'replicas': 5" + rest), "elector.too-many"));
    }

    void replicasOfEveryContainerCount()
    {
        std::string containers;
        for (int i = 0; i < 2001; ++i)
            containers += (i == 0 ? "'c" : ", 'c") + std::to_string(i) + "': {'pod': 'p', 'kind': 'container'}";
        QVERIFY(has(problemsOf("'pods': {'p': {'replicas': 1000}}, 'containers': {" + containers + '}'),
                    "document.too-many-instances"));
    }
};

QTEST_APPLESS_MAIN(ValidateLimitsTest)
#include "validate_limits_test.moc"
