// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that nobody means well with: what was kept under tests/data/hostile, bent at random. Equal seeds, equal bytes.
#pragma once

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// The files of one folder of the corpus, by name. Whatever once broke something is put there.
inline std::vector<std::string> hostileCorpus(const char *folder)
{
    std::vector<std::string> texts;
    const QDir files(QStringLiteral(BAYPLAN_TEST_DATA "/hostile/") + QLatin1String(folder));
    for (const QString &name : files.entryList(QDir::Files, QDir::Name)) {
        QFile file(files.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            texts.push_back(file.readAll().toStdString());
    }
    return texts;
}

/// The texts as they are, then bent: cut, doubled, joined, with bytes, numbers and line ends put in or taken out.
class HostileText {
public:
    HostileText(std::vector<std::string> texts, std::uint64_t seed) : m_texts(std::move(texts)), m_random(seed) {}

    std::string next()
    {
        if (m_given < m_texts.size())
            return m_texts[m_given++];
        std::string text = any();
        for (std::size_t bends = 1 + below(4); bends > 0; --bends)
            bend(text);
        return text;
    }

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

private:
    const std::string &any() { return m_texts[below(m_texts.size())]; }

    std::string tail(const std::string &text) { return text.substr(below(text.size() + 1)); }

    void bend(std::string &text)
    {
        static const std::array<std::string, 14> pieces{"\r\n",         "\n",
                                                        "\r\n\r\n",     std::string(1, '\0'),
                                                        "-1",           "4294967296",
                                                        "1e308",        "18446744073709551616",
                                                        "%00",          "\xff\xfe",
                                                        "\xed\xa0\x80", "{\"\":[",
                                                        "..//",         std::string(5000, 'A')};
        const std::size_t at = below(text.size() + 1);
        const std::size_t count = std::min(text.size() - at, 1 + below(20));
        switch (below(8)) {
        case 0:
            text.resize(at);
            break;
        case 1:
            text.erase(at, count);
            break;
        case 2:
            text.insert(at, text.substr(at, count));
            break;
        case 3:
            text.insert(at, pieces[below(pieces.size())]);
            break;
        case 4:
            text.resize(at);
            text += tail(any());
            break;
        case 5:
            text += any();
            break;
        default:
            if (at < text.size())
                text[at] = static_cast<char>(text[at] ^ static_cast<char>(1U << below(8)));
        }
    }

    std::vector<std::string> m_texts;
    std::mt19937_64 m_random; // the same everywhere
    std::size_t m_given = 0;
};

} // namespace bayplan
