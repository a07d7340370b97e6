// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/docker_stream.h"

#include <QTest>

#include <vector>

using namespace bayplan;

namespace {

std::string frame(char stream, const std::string &payload)
{
    std::string text{stream, '\0', '\0', '\0'};
    for (int shift = 24; shift >= 0; shift -= 8)
        text += static_cast<char>(payload.size() >> shift & 0xffU);
    return text + payload;
}

struct Heard {
    std::string output;
    std::string errors;

    DockerStreamReader::Part part()
    {
        return
            [this](auto stream, std::string_view bytes) { (static_cast<int>(stream) == 2 ? errors : output) += bytes; };
    }
};

} // namespace

class DockerStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStreamCutAnywhereIsTheSame()
    {
        const std::string whole =
            frame(1, "first line\n") + frame(2, "oops") + frame(1, "") + frame(1, std::string(300, 'x'));
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            Heard heard;
            DockerStreamReader reader(heard.part());
            QVERIFY(reader.take(std::string_view(whole).substr(0, cut)).has_value());
            QVERIFY(reader.take(std::string_view(whole).substr(cut)).has_value());
            QCOMPARE(heard.output, "first line\n" + std::string(300, 'x'));
            QCOMPARE(heard.errors, std::string("oops"));
            QVERIFY(!reader.isInFrame());
        }
    }

    void aStreamOfSingleBytesIsTheSame()
    {
        const std::string whole = frame(2, "abc") + frame(1, "def");
        Heard heard;
        DockerStreamReader reader(heard.part());
        for (const char c : whole)
            QVERIFY(reader.take({&c, 1}).has_value());
        QCOMPARE(heard.output + heard.errors, std::string("defabc"));
    }

    void anEndWithinAFrameIsSeen()
    {
        Heard heard;
        DockerStreamReader reader(heard.part());
        QVERIFY(reader.take(frame(1, "whole").substr(0, 10)).has_value());
        QVERIFY(reader.isInFrame());
        QCOMPARE(heard.output, std::string("wh")); // passed on as it came
    }

    void aStreamOfATerminalIsRefused()
    {
        Heard heard;
        DockerStreamReader reader(heard.part());
        QVERIFY(!reader.take("hello, this is no frame").has_value());
        QVERIFY(!reader.take(frame(1, "later")).has_value());
        QVERIFY(heard.output.empty());
    }

    void linesAreWholeWhateverTheParts()
    {
        const std::string text = "one\ntwo\r\n\nlast";
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            std::vector<std::string> lines;
            LineSplitter splitter([&](std::string_view line) { lines.emplace_back(line); }, 100);
            splitter.take(std::string_view(text).substr(0, cut));
            splitter.take(std::string_view(text).substr(cut));
            splitter.finish();
            QCOMPARE(lines, (std::vector<std::string>{"one", "two", "", "last"}));
        }
    }

    void aLineOverTheLimitIsCutAndTheNextIsWhole()
    {
        std::vector<std::string> lines;
        LineSplitter splitter([&](std::string_view line) { lines.emplace_back(line); }, 8);
        splitter.take("0123456789");
        splitter.take("abcdef\nnext\n");
        QCOMPARE(lines, (std::vector<std::string>{"01234567", "next"}));
    }
};

QTEST_GUILESS_MAIN(DockerStreamTest)
#include "docker_stream_test.moc"
