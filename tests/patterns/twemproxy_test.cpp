// SPDX-License-Identifier: GPL-3.0-or-later
// Against the real thing: every key that twemproxy stores is on the server that our ring names.
#include "loopback_processes.h"

#include "engine/patterns/ring.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <map>
#include <optional>

using namespace bayplan;

namespace {

struct Pool {
    const char *hashName;
    KeyHash hash;
    const char *distributionName;
    KeyDistribution distribution;
    std::uint16_t port = 0;
};

constexpr int keysPerPool = 20'000;

const std::vector<std::pair<const char *, KeyHash>> hashes{
    {"fnv1a_64", KeyHash::Fnv1a_64}, {"md5", KeyHash::Md5},           {"crc32", KeyHash::Crc32},
    {"crc32a", KeyHash::Crc32a},     {"crc16", KeyHash::Crc16},       {"fnv1_64", KeyHash::Fnv1_64},
    {"fnv1_32", KeyHash::Fnv1_32},   {"fnv1a_32", KeyHash::Fnv1a_32}, {"hsieh", KeyHash::Hsieh},
    {"murmur", KeyHash::Murmur},     {"jenkins", KeyHash::Jenkins},   {"one_at_a_time", KeyHash::OneAtATime}};

/// Short and long, plain and with bytes from 0x80 on, where the sign of a character matters.
std::vector<std::string> keysOf(std::size_t pool)
{
    Random random(pool + 1);
    std::vector<std::string> keys;
    for (int i = 0; i < keysPerPool; ++i) {
        std::string key = std::to_string(pool) + ':' + std::to_string(i) + ':';
        const auto length = i % 100 == 0 ? 250 - key.size() : random.below(30);
        for (std::uint64_t n = 0; n < length; ++n)
            key += static_cast<char>(i % 2 == 0 ? 0x21 + random.below(0x5e) : 0x80 + random.below(0x80));
        keys.push_back(key);
    }
    return keys;
}

} // namespace

class TwemproxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (LoopbackProcesses::find("nutcracker").isEmpty() || LoopbackProcesses::find("memcached").isEmpty())
            QSKIP("nutcracker or memcached is not installed");
        for (int i = 0; i < 4; ++i) {
            m_servers.push_back(freePort());
            const QStringList arguments{"-l",  "127.0.0.1", "-p",    QString::number(m_servers.back()), "-U", "0", "-m",
                                        "256", "-u",        "nobody"};
            QVERIFY(m_processes.start("memcached", arguments, m_servers.back()));
        }
        const std::string third = "127.0.0.1:" + std::to_string(m_servers[2]);
        m_members = {{"alpha", 1}, {"beta", 3}, {third, 2}, {"delta.example.org", 1}};
        for (const auto &[name, hash] : hashes) {
            m_pools.push_back({name, hash, "ketama", KeyDistribution::Ketama, freePort()});
            m_pools.push_back({name, hash, "modula", KeyDistribution::Modula, freePort()});
        }
        startTwemproxy();
    }

    void everyKeyIsOnTheServerThatTheRingNames_data()
    {
        QTest::addColumn<std::size_t>("pool");
        for (std::size_t i = 0; i < m_pools.size(); ++i)
            QTest::addRow("%s %s", m_pools[i].hashName, m_pools[i].distributionName) << i;
    }

    void everyKeyIsOnTheServerThatTheRingNames()
    {
        QFETCH(std::size_t, pool);
        const auto keys = keysOf(pool);
        store(m_pools[pool].port, keys);
        const Ring ring(m_pools[pool].hash, m_pools[pool].distribution, m_members);
        Random random(1);
        std::map<std::uint32_t, std::vector<std::string>> byServer;
        for (const std::string &key : keys)
            byServer[ring.memberOf(key, random)].push_back(key);
        int found = 0;
        for (const auto &[server, its] : byServer)
            found += countFound(m_servers[server], its);
        QCOMPARE(found, keysPerPool);
    }

private:
    void startTwemproxy()
    {
        std::string text;
        for (std::size_t i = 0; i < m_pools.size(); ++i) {
            const Pool &pool = m_pools[i];
            text += "pool" + std::to_string(i) + ":\n  listen: 127.0.0.1:" + std::to_string(pool.port) +
                    "\n  hash: " + pool.hashName + "\n  distribution: " + pool.distributionName +
                    "\n  auto_eject_hosts: false\n  timeout: 4000\n  servers:\n";
            for (std::size_t s = 0; s < m_servers.size(); ++s) {
                const std::string address = "127.0.0.1:" + std::to_string(m_servers[s]);
                text += "   - " + address + ":" + std::to_string(m_members[s].weight) +
                        (m_members[s].name == address ? "" : " " + m_members[s].name) + "\n";
            }
        }
        QFile file(m_folder.filePath("nutcracker.yml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
        file.close();
        const std::uint16_t statistics = freePort();
        QVERIFY(m_processes.start("nutcracker",
                                  {"-c", file.fileName(), "-a", "127.0.0.1", "-s", QString::number(statistics)},
                                  m_pools.back().port));
    }

    static void store(std::uint16_t port, const std::vector<std::string> &keys)
    {
        LoopbackSocket proxy(port);
        constexpr std::size_t together = 1000;
        for (std::size_t i = 0; i < keys.size(); i += together) {
            std::string text;
            for (std::size_t k = i; k < i + together; ++k)
                text += "set " + keys[k] + " 0 0 1\r\nv\r\n";
            QVERIFY(proxy.write(text));
            QCOMPARE(proxy.readUntil("STORED\r\n", together).size(), together * 8);
        }
    }

    static int countFound(std::uint16_t port, const std::vector<std::string> &keys)
    {
        LoopbackSocket server(port);
        int found = 0;
        for (std::size_t i = 0; i < keys.size();) {
            std::string text = "get";
            for (const std::size_t end = std::min(i + 50, keys.size()); i < end; ++i)
                text += ' ' + keys[i];
            server.write(text + "\r\n");
            const std::string reply = server.readUntil("END\r\n");
            for (std::size_t at = reply.find("VALUE "); at != std::string::npos; at = reply.find("\nVALUE ", at + 1))
                ++found;
        }
        return found;
    }

    QTemporaryDir m_folder;
    LoopbackProcesses m_processes;
    std::vector<std::uint16_t> m_servers;
    std::vector<RingMember> m_members;
    std::vector<Pool> m_pools;
};

QTEST_GUILESS_MAIN(TwemproxyTest)
#include "twemproxy_test.moc"
