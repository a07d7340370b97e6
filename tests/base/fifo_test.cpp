// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/fifo.h"

#include "engine/base/random.h"

#include <QTest>

#include <deque>

using namespace bayplan;

class FifoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyMixOfPushesAndPopsKeepsTheOrder();
};

void FifoTest::anyMixOfPushesAndPopsKeepsTheOrder()
{
    Random random(3);
    Fifo<int> fifo;
    std::deque<int> expected;
    for (int i = 0; i < 20'000; ++i) {
        const double pushes = i / 5'000 % 2 == 0 ? 0.7 : 0.3; // full and empty by turns
        if (random.chance(pushes)) {
            fifo.push(i);
            expected.push_back(i);
        } else if (!expected.empty()) {
            QCOMPARE(fifo.front(), expected.front());
            QCOMPARE(fifo.pop(), expected.front());
            expected.pop_front();
        }
        QCOMPARE(fifo.size(), expected.size());
        QCOMPARE(fifo.empty(), expected.empty());
    }
}

QTEST_APPLESS_MAIN(FifoTest)
#include "fifo_test.moc"
