// SPDX-License-Identifier: GPL-3.0-or-later
// The image that deploys need is made by own code: hash, archive, layout.
#include "engine/base/sha256.h"
#include "engine/docker/agent_image.h"
#include "engine/wire/tar.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cstdlib>
#include <cstring>
#include <map>

using namespace bayplan;

namespace {

std::int64_t octalAt(std::string_view header, std::size_t at, std::size_t length)
{
    return std::strtoll(std::string(header.substr(at, length)).c_str(), nullptr, 8);
}

/// Path to content, by the header fields alone.
std::map<std::string, std::string> unpacked(std::string_view tar)
{
    std::map<std::string, std::string> files;
    while (tar.size() >= 1024 && tar.front() != '\0') {
        const std::string path = std::string(tar.data());
        const auto bytes = static_cast<std::size_t>(octalAt(tar, 124, 12));
        files[path] = std::string(tar.substr(512, bytes));
        tar.remove_prefix(512 + (bytes + 511) / 512 * 512);
    }
    return files;
}

/// A 64-bit little-endian ELF header for amd64 with one program header of the given type.
std::string program(std::uint32_t segmentType)
{
    std::string bytes(64 + 56, '\0');
    std::memcpy(bytes.data(),
                "\x7f"
                "ELF\x02\x01\x01",
                7);
    const std::uint16_t machine = 62, entryBytes = 56, entries = 1;
    const std::uint64_t table = 64;
    std::memcpy(bytes.data() + 18, &machine, 2);
    std::memcpy(bytes.data() + 32, &table, 8);
    std::memcpy(bytes.data() + 54, &entryBytes, 2);
    std::memcpy(bytes.data() + 56, &entries, 2);
    std::memcpy(bytes.data() + 64, &segmentType, 4);
    return bytes;
}

} // namespace

class AgentImageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashesAsTheStandardSays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("empty") << QByteArray()
                               << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc")
                             << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million") << QByteArray(1'000'000, 'a')
                                   << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void hashesAsTheStandardSays()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, digest);
        QCOMPARE(QByteArray::fromStdString(sha256Hex(text.toStdString())), digest);
    }

    void hashDoesNotDependOnHowTheBytesCome()
    {
        const std::string text(1000, 'x');
        for (const std::size_t first : {0, 1, 55, 56, 63, 64, 65, 127, 500}) {
            Sha256 hash;
            hash.update(std::string_view(text).substr(0, first)).update(std::string_view(text).substr(first));
            QCOMPARE(hash.finishHex(), sha256Hex(text));
        }
    }

    void archiveIsUstarWithTheRightSums()
    {
        TarWriter tar;
        tar.folder("data", 01777, 65532);
        tar.file("data/hello", 0644, "hello\n");
        const std::string archive = tar.finish();
        QCOMPARE(archive.size() % 512, std::size_t(0));
        QCOMPARE(archive.substr(257, 8), std::string("ustar\0"
                                                     "00",
                                                     8));
        QCOMPARE(octalAt(archive, 108, 8), std::int64_t(65532));
        QCOMPARE(octalAt(archive, 100, 8), std::int64_t(01777));
        std::string header = archive.substr(0, 512);
        const auto sum = octalAt(header, 148, 8);
        header.replace(148, 8, 8, ' ');
        std::int64_t counted = 0;
        for (const char byte : header)
            counted += static_cast<unsigned char>(byte);
        QCOMPARE(sum, counted);
        QCOMPARE(unpacked(archive)["data/hello"], std::string("hello\n"));
    }

    void sameProgramGivesTheSameBytesAndAnotherGivesAnotherTag()
    {
        const auto first = buildAgentImage(program(1));
        const auto second = buildAgentImage(program(1));
        const auto other = buildAgentImage(program(1) + "x");
        QVERIFY(first && second && other);
        QVERIFY(imageArchive(*first) == imageArchive(*second));
        QCOMPARE(first->reference, second->reference);
        QVERIFY(first->reference != other->reference);
        QVERIFY(first->reference.starts_with("bayplan/agent:"));
    }

    void everyDigestInTheArchiveIsTrue()
    {
        const auto image = buildAgentImage(program(1));
        QVERIFY(image.has_value());
        const auto files = unpacked(imageArchive(*image));
        for (const auto &[path, bytes] : files)
            if (path.starts_with("blobs/sha256/") && path.size() > 13)
                QCOMPARE(path.substr(13), sha256Hex(bytes));
        const auto index = nlohmann::json::parse(files.at("index.json"));
        const std::string digest = index["manifests"][0]["digest"];
        const auto manifest = nlohmann::json::parse(files.at("blobs/sha256/" + digest.substr(7)));
        const std::string config = manifest["config"]["digest"], layer = manifest["layers"][0]["digest"];
        QVERIFY(files.contains("blobs/sha256/" + config.substr(7)));
        const auto settings = nlohmann::json::parse(files.at("blobs/sha256/" + config.substr(7)));
        QCOMPARE(settings["rootfs"]["diff_ids"][0].get<std::string>(), layer);
        QCOMPARE(settings["config"]["User"].get<std::string>(), std::string("65532:65532"));
        const auto docker = nlohmann::json::parse(files.at("manifest.json"));
        QCOMPARE(docker[0]["RepoTags"][0].get<std::string>(), image->reference);
        const auto inside = unpacked(files.at("blobs/sha256/" + layer.substr(7)));
        QCOMPARE(inside.at("agent"), program(1));
    }

    void programsThatAnEmptyImageCannotRunAreRefused()
    {
        constexpr std::uint32_t interpreter = 3;
        QVERIFY(buildAgentImage(program(interpreter)).error().message.find("dynamically") != std::string::npos);
        QCOMPARE(buildAgentImage("#!/bin/sh\n").error().code, ErrorCode::InvalidInput);
        QCOMPARE(buildAgentImage("").error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(AgentImageTest)
#include "agent_image_test.moc"
