// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/nice_axis.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr double timeSteps[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,  0.5,  1,    2,     5,    10,
                                15,    30,    60,    120,  300,  600,  900, 1800, 3600, 7200, 21600, 86400};

double niceStep(double span, int mostTicks)
{
    const double rough = span / std::max(1, mostTicks);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (rough <= factor * power * (1 + 1e-9))
            return factor * power;
    return 10 * power;
}

double timeStep(double span, int mostTicks)
{
    for (const double step : timeSteps)
        if (span / step <= mostTicks)
            return step;
    return std::ceil(span / mostTicks / 86400) * 86400;
}

QString rounded(double value)
{
    const double size = std::abs(value);
    const int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    QString text = QLocale().toString(value, 'f', decimals);
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLocale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

QString latencyText(double seconds)
{
    const double size = std::abs(seconds);
    if (size == 0)
        return QStringLiteral("0 s");
    if (size < 0.9995e-6)
        return rounded(seconds * 1e9) + QStringLiteral(" ns");
    if (size < 0.9995e-3)
        return rounded(seconds * 1e6) + QStringLiteral(" µs");
    if (size < 0.9995)
        return rounded(seconds * 1e3) + QStringLiteral(" ms");
    return rounded(seconds) + QStringLiteral(" s");
}

} // namespace

QString valueText(double value, AxisUnit unit)
{
    switch (unit) {
    case AxisUnit::PerSecond:
        return QCoreApplication::translate("Units", "%1 /s").arg(rounded(value));
    case AxisUnit::Latency:
        return latencyText(value);
    case AxisUnit::Count:
        return rounded(value);
    case AxisUnit::Fraction:
        return QCoreApplication::translate("Units", "%1 %").arg(rounded(std::round(value * 1000) / 10));
    case AxisUnit::RunTime:
        return runTimeText(value, false);
    }
    return {};
}

std::optional<double> parseValue(const QString &text, AxisUnit unit)
{
    // The number, then whatever unit.
    auto word = text.simplified();
    qsizetype end = 0;
    while (end < word.size() && (word[end].isDigit() || QStringLiteral(".,+-eE\u00a0\u202f ").contains(word[end])))
        ++end;
    auto number = word.left(end).trimmed();
    auto suffix = word.mid(end).trimmed().toLower();
    bool isNumber = false;
    double value = QLocale().toDouble(number, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(number, &isNumber);
    if (!isNumber || !std::isfinite(value) || value < 0)
        return std::nullopt;
    if (unit == AxisUnit::Latency || unit == AxisUnit::RunTime) {
        static const std::pair<const char *, double> units[] = {{"", 1},      {"s", 1},          {"ms", 1e-3},
                                                                {"us", 1e-6}, {"\u00b5s", 1e-6}, {"\u03bcs", 1e-6},
                                                                {"ns", 1e-9}, {"m", 60},         {"min", 60}};
        for (const auto &[name, factor] : units)
            if (suffix == QString::fromUtf8(name))
                return value * factor;
        return std::nullopt;
    }
    if (unit == AxisUnit::Fraction)
        return suffix.isEmpty() || suffix == QLatin1String("%") ? std::optional(value / 100) : std::nullopt;
    const bool isRate =
        unit == AxisUnit::PerSecond && (suffix == QLatin1String("/s") || suffix == QLatin1String("/ s"));
    return suffix.isEmpty() || isRate ? std::optional(value) : std::nullopt;
}

QString runTimeText(double seconds, bool exact)
{
    const bool negative = seconds < 0;
    const auto milliseconds = static_cast<qint64>(std::llround(std::abs(seconds) * 1000));
    const qint64 whole = milliseconds / 1000, hours = whole / 3600, minutes = whole / 60 % 60;
    const QLatin1Char zero('0');
    QString text = hours > 0 ? QStringLiteral("%1:%2").arg(hours).arg(minutes, 2, 10, zero) : QString::number(minutes);
    text += QStringLiteral(":%1").arg(whole % 60, 2, 10, zero);
    if (exact)
        text += QStringLiteral(".%1").arg(milliseconds % 1000, 3, 10, zero);
    return negative ? QLatin1Char('-') + text : text;
}

NiceAxis niceAxis(double greatest, int mostTicks, AxisUnit unit)
{
    NiceAxis axis;
    if (!(greatest > 0) || !std::isfinite(greatest))
        greatest = 1;
    if (unit == AxisUnit::Fraction)
        greatest = 1;
    double step = niceStep(greatest, mostTicks);
    if (unit == AxisUnit::Count)
        step = std::max(step, 1.0);
    axis.greatest = std::max(step, std::ceil(greatest / step - 1e-9) * step);
    const int count = static_cast<int>(std::lround(axis.greatest / step));
    for (int i = 0; i <= count; ++i)
        axis.ticks.push_back({i * step, valueText(i * step, unit)});
    return axis;
}

NiceAxis niceTimeAxis(double fromSeconds, double toSeconds, int mostTicks)
{
    NiceAxis axis;
    axis.least = fromSeconds;
    axis.greatest = std::max(toSeconds, fromSeconds + 1e-3);
    const double step = timeStep(axis.greatest - axis.least, std::max(1, mostTicks));
    for (double at = std::ceil(axis.least / step - 1e-9) * step; at <= axis.greatest + step * 1e-6; at += step)
        axis.ticks.push_back({at, runTimeText(at, step < 1)});
    return axis;
}

NiceAxis niceLogAxis(double least, double greatest, int mostTicks, AxisUnit unit)
{
    NiceAxis axis;
    if (!(least > 0))
        least = 1e-3;
    greatest = std::max(greatest, least);
    const int lowest = static_cast<int>(std::floor(std::log10(least) + 1e-9));
    const int highest = std::max(lowest + 1, static_cast<int>(std::ceil(std::log10(greatest) - 1e-9)));
    axis.least = lowest;
    axis.greatest = highest;
    const int decades = highest - lowest;
    const int every = std::max(1, (decades + mostTicks - 1) / std::max(1, mostTicks));
    const bool within = decades * 3 <= mostTicks;
    for (int decade = lowest; decade <= highest; ++decade) {
        if ((decade - lowest) % every == 0)
            axis.ticks.push_back({static_cast<double>(decade), valueText(std::pow(10.0, decade), unit)});
        if (within && decade < highest)
            for (const double factor : {2.0, 5.0})
                axis.ticks.push_back({decade + std::log10(factor), valueText(factor * std::pow(10.0, decade), unit)});
    }
    return axis;
}

double niceTimeEnd(double lastSeconds, double durationSeconds)
{
    double end = 10;
    for (const double step : {20.0, 30.0, 60.0, 120.0, 180.0, 300.0, 600.0})
        if (end < lastSeconds)
            end = step;
    if (end < lastSeconds)
        end = std::ceil(lastSeconds / 600) * 600;
    if (durationSeconds > 0 && lastSeconds <= durationSeconds)
        end = std::min(end, durationSeconds);
    return end;
}

} // namespace bayplan
