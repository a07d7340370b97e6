// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deploy_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <algorithm>

namespace bayplan {

namespace {

using Differs = Difference::Kind;

constexpr int mostSentences = 6; ///< in one tool tip

QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + QStringLiteral(": ") + detail;
}

DeployMark::Kind markOf(const Difference &difference)
{
    return difference.kind == Differs::NotDeployed ? DeployMark::Kind::New
           : difference.isDrift()                  ? DeployMark::Kind::Drift
                                                   : DeployMark::Kind::Changed;
}

} // namespace

QString sentenceOf(const Difference &difference)
{
    const QString who = QString::fromStdString(difference.instance);
    const QString detail = QString::fromStdString(difference.detail);
    switch (difference.kind) {
    case Differs::NotDeployed:
        return QCoreApplication::translate("DeployWords", "%1 is not deployed yet").arg(who);
    case Differs::Changed:
        return withDetail(QCoreApplication::translate("DeployWords", "%1 differs from what is deployed").arg(who),
                          detail);
    case Differs::Leaving:
        return QCoreApplication::translate("DeployWords", "%1 runs and is not drawn any more").arg(who);
    case Differs::Gone:
        return QCoreApplication::translate("DeployWords", "%1 is gone: removed outside").arg(who);
    case Differs::Stopped:
        return withDetail(QCoreApplication::translate("DeployWords", "%1 does not run").arg(who), detail);
    case Differs::Paused:
        return QCoreApplication::translate("DeployWords", "%1 is paused").arg(who);
    case Differs::CutOff:
        return QCoreApplication::translate("DeployWords", "%1 is cut off from its network").arg(who);
    case Differs::OtherImage:
        return QCoreApplication::translate("DeployWords", "%1 is made of another image than %2 is now")
            .arg(who, detail);
    case Differs::Extra:
        break;
    }
    return QCoreApplication::translate("DeployWords", "%1 carries this deployment's label and is not of it").arg(who);
}

QString ageText(std::int64_t unixNanoseconds)
{
    const qint64 seconds = QDateTime::currentSecsSinceEpoch() - unixNanoseconds / 1'000'000'000;
    const auto text = [](const char *unit, qint64 count) {
        return QCoreApplication::translate("DeployWords", unit, nullptr, static_cast<int>(count));
    };
    if (seconds < 60)
        return text(QT_TRANSLATE_NOOP("DeployWords", "%n s"), std::max<qint64>(0, seconds));
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("DeployWords", "%n min"), seconds / 60);
    if (seconds < 48 * 3600)
        return text(QT_TRANSLATE_NOOP("DeployWords", "%n h"), seconds / 3600);
    return text(QT_TRANSLATE_N_NOOP("DeployWords", "%n day(s)"), seconds / 86'400);
}

DeployMarks marksOf(const DeploymentState &state)
{
    DeployMarks marks;
    if (!state.isThere)
        return marks;
    std::map<ElementId, QStringList> sentences;
    for (const Difference &difference : state.differences) {
        if (difference.element.empty())
            continue;
        DeployMark &mark = marks[difference.element];
        mark.kind = std::max(mark.kind, markOf(difference));
        sentences[difference.element] += sentenceOf(difference);
    }
    for (auto &[element, lines] : sentences) {
        const auto more = static_cast<int>(lines.size()) - mostSentences;
        marks[element].sentence = lines.mid(0, mostSentences).join(QLatin1Char('\n'));
        if (more > 0)
            marks[element].sentence +=
                QLatin1Char('\n') + QCoreApplication::translate("DeployWords", "and %n more", nullptr, more);
    }
    for (const std::string &link : state.newLinks)
        marks[link] = {DeployMark::Kind::New,
                       QCoreApplication::translate("DeployWords", "This link is not deployed yet")};
    return marks;
}

} // namespace bayplan
