// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of a Compose file: none comes into a document, whatever way it stood in the file or was given.
#include "engine/manifests/import.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

using Texts = std::vector<std::string>;

/// The service "cache" with the lines given.
Imported import(const std::string &lines, const std::map<std::string, std::string> &variables = {})
{
    ImportOptions options;
    options.addLoad = false;
    options.variables = variables;
    return importCompose("services:\n  cache:\n    image: x\n" + lines, "compose.yaml", options).value();
}

Texts listOf(const Imported &imported, const char *key)
{
    return paramsOf(imported.topology.containers.begin()->second).list(key);
}

Texts words(const std::string &command)
{
    return listOf(import("    command: " + command + '\n'), "command");
}

std::string variable(const std::string &entry)
{
    return listOf(import("    environment: [\"" + entry + "\"]\n"), "environment").front();
}

bool says(const Imported &imported, const std::string &part)
{
    return std::ranges::any_of(imported.losses,
                               [&](const LossItem &item) { return item.sentence.find(part) != std::string::npos; });
}

} // namespace

class ImportSecretsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givenSecretsAreNotPutIn()
    {
        const Imported imported = import("    command: [run, --token, '${TOKEN}', '$TAG']\n"
                                         "    environment: ['CACHE_AUTH=${TOKEN}', 'TAG=${TAG}']\n",
                                         {{"TOKEN", "real-secret"}, {"TAG", "7"}});
        QCOMPARE(listOf(imported, "command"), (Texts{"run", "--token", "${TOKEN}", "7"}));
        QCOMPARE(listOf(imported, "environment"), (Texts{"CACHE_AUTH=${TOKEN}", "TAG=7"}));
        QVERIFY(says(imported, "set TOKEN in the environment"));
        QVERIFY(writeDocument(imported.topology).find("real-secret") == std::string::npos);
    }

    void defaultsOfSecretsAreNotPutIn()
    {
        QCOMPARE(words("postgres -c password=${PG_PASS:-hunter2} -c log=${LOG:-all}"),
                 (Texts{"postgres", "-c", "password=${PG_PASS}", "-c", "log=all"}));
        QCOMPARE(variable("URL=${URL:-postgres://u:${PG_PASS:-hunter2}@db/x}"),
                 std::string("URL=postgres://u:${PG_PASS}@db/x"));
        QCOMPARE(variable("API_TOKEN=${API_TOKEN:-}"), std::string("API_TOKEN="));
    }

    void commandsLoseTheirSecrets_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("expected"); // words, one a line
        const auto row = [](const char *command, const char *expected) {
            QTest::newRow(command) << QString(command) << QString(expected);
        };
        row("redis-server --requirepass topsecret --appendonly yes",
            "redis-server\n--requirepass\n${CACHE_REQUIREPASS}\n--appendonly\nyes");
        row("[redis-server, --requirepass, '/t0p $ecret']", "redis-server\n--requirepass\n${CACHE_REQUIREPASS}");
        row("run --x-token=abc", "run\n--x-token=${CACHE_X_TOKEN}");
        row("java -Dspring.datasource.password=abc -jar a.jar",
            "java\n-Dspring.datasource.password=${CACHE_DSPRING_DATASOURCE_PASSWORD}\n-jar\na.jar");
        row("run --password a --password b --password a",
            "run\n--password\n${CACHE_PASSWORD}\n--password\n${CACHE_PASSWORD_2}\n--password\n${CACHE_PASSWORD}");
        row("run --db postgres://u:abc@db/app", "run\n--db\npostgres://u:${CACHE_PASSWORD}@db/app");
        row("sh -c 'redis-server --requirepass \"abc\" --save 60 1'",
            "sh\n-c\nredis-server --requirepass \"${CACHE_REQUIREPASS}\" --save 60 1");
        row("sh -c 'export API_TOKEN=abc; run --secret \"top secret\"'",
            "sh\n-c\nexport API_TOKEN=${CACHE_API_TOKEN}; run --secret \"${CACHE_SECRET}\"");
        row("app --conn 'Server=db;Password=abc;Encrypt=no'",
            "app\n--conn\nServer=db;Password=${CACHE_PASSWORD};Encrypt=no");
    }

    void commandsLoseTheirSecrets()
    {
        QFETCH(QString, command);
        QFETCH(QString, expected);
        const Imported imported = import("    command: " + command.toStdString() + '\n');
        QStringList got;
        for (const std::string &word : listOf(imported, "command"))
            got += QString::fromStdString(word);
        QCOMPARE(got.join('\n'), expected);
        QVERIFY(says(imported, "in the environment when you deploy"));
        QVERIFY(isValid(validate(imported.topology)));
    }

    void commandsWithoutSecretsStay_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"run --token-ttl 5 --password-file /x --token-file=/y",
              "run --default-authentication-plugin=mysql_native_password", "run --no-password db",
              "run --password --verbose", "run --password", "run --allow-empty-password=true",
              "run --token ${DB_TOKEN}", "curl http://host:80/~a@b https://npm.example/@scope/x",
              "run --private-key /certs/key.pem --token /run/secrets/x", "run --pass-through all --compass north"})
            QTest::newRow(command) << QString(command);
    }

    void commandsWithoutSecretsStay()
    {
        QFETCH(QString, command);
        QStringList got;
        for (const std::string &word : words(command.toStdString()))
            got += QString::fromStdString(word);
        QCOMPARE(got.join(' '), command);
    }

    void whatAShellReadsStaysTheShells()
    {
        QCOMPARE(words("[sh, -c, 'run --password \"$$(cat /run/secrets/p)\" --token $$A_TOKEN -c ${X:-1}']").back(),
                 std::string("run --password \"$(cat /run/secrets/p)\" --token $A_TOKEN -c 1"));
        // Not taken for a secret that the deploy puts in.
        QCOMPARE(words("[sh, -c, 'run --token $${A_TOKEN}']").back(), std::string("run --token ${A_TOKEN:-}"));
    }

    void passwordsOfAddressesAreNotKept_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *value, const char *expected) {
            QTest::newRow(value) << QString(value) << QString(expected);
        };
        row("postgres://u:pa/ss@db/app", "postgres://u:${URL_PASSWORD}@db/app");
        row("postgres://u:p@ss@db/app", "postgres://u:${URL_PASSWORD}@db/app");
        row("postgres://u:p@s/s@db/app", "postgres://u:${URL_PASSWORD}@db/app");
        row("postgres://u:$$ecret@db", "postgres://u:${URL_PASSWORD}@db");
        row("redis://:abc@db", "redis://:${URL_PASSWORD}@db");
        row("amqp://a:b1@h1,amqp://c:d1@h2", "amqp://a:${URL_PASSWORD}@h1,amqp://c:${URL_PASSWORD_2}@h2");
        row("mongodb://u:p@h1:1,h2:2/app?email=a@b.c", "mongodb://u:${URL_PASSWORD}@h1:1,h2:2/app?email=a@b.c");
        row("https://u:p@npm.example/@scope/x", "https://u:${URL_PASSWORD}@npm.example/@scope/x");
        row("http://proxy:80/?to=http://u:p@host", "http://proxy:80/?to=http://u:${URL_PASSWORD}@host");
    }

    void passwordsOfAddressesAreNotKept()
    {
        QFETCH(QString, value);
        QFETCH(QString, expected);
        QCOMPARE(variable("URL=" + value.toStdString()), "URL=" + expected.toStdString());
    }

    void addressesWithoutPasswordStay()
    {
        for (const char *entry : {"URL=http://host:8080/~a@b", "URL=https://user@host/x", "URL=https://host/a:b@c",
                                  "URL=postgres://u:${PW_TOKEN}@db", "URL=http://[::1]:80/"})
            QCOMPARE(variable(entry), std::string(entry));
    }

    void onlyAFileIsAPath()
    {
        QCOMPARE(variable("SECRET_KEY=/aGVsbG8="), std::string("SECRET_KEY=${SECRET_KEY}"));
        QCOMPARE(variable("SECRET_KEY_FILE=/run/x"), std::string("SECRET_KEY_FILE=/run/x"));
        QCOMPARE(variable("DB_PASSWORD=/run/secrets/db"), std::string("DB_PASSWORD=/run/secrets/db"));
        QCOMPARE(variable("TOKEN_DIR=/run/x"), std::string("TOKEN_DIR=/run/x"));
        QCOMPARE(variable("SECRET_KEY=${SALT_TOKEN}hunter2"), std::string("SECRET_KEY=${SECRET_KEY}"));
        QCOMPARE(variable("REDIS_ARGS=--requirepass abc"),
                 std::string("REDIS_ARGS=--requirepass ${REDIS_ARGS_REQUIREPASS}"));
    }
};

QTEST_GUILESS_MAIN(ImportSecretsTest)
#include "import_secrets_test.moc"
