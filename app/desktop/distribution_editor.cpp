// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/distribution_editor.h"

#include "app/desktop/density_plot.h"
#include "app/desktop/param_field.h"
#include "engine/base/units.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace bayplan {

namespace {

using DistributionKind = Distribution::Kind;

/// In the order of distributionForms().
constexpr std::array kindOrder{
    DistributionKind::Constant, DistributionKind::Uniform,          DistributionKind::Exponential,
    DistributionKind::Erlang,   DistributionKind::Lognormal,        DistributionKind::Weibull,
    DistributionKind::Pareto,   DistributionKind::Hyperexponential, DistributionKind::Empirical};

struct ArgumentForm {
    QString label;
    bool isDuration = true;
    double greatest = 1000; ///< of what is no duration
};

QString distributionTitle(DistributionKind kind)
{
    switch (kind) {
    case DistributionKind::Constant:
        return QCoreApplication::translate("distribution", "Constant");
    case DistributionKind::Uniform:
        return QCoreApplication::translate("distribution", "Uniform");
    case DistributionKind::Exponential:
        return QCoreApplication::translate("distribution", "Exponential");
    case DistributionKind::Erlang:
        return QCoreApplication::translate("distribution", "Erlang");
    case DistributionKind::Lognormal:
        return QCoreApplication::translate("distribution", "Lognormal");
    case DistributionKind::Weibull:
        return QCoreApplication::translate("distribution", "Weibull");
    case DistributionKind::Pareto:
        return QCoreApplication::translate("distribution", "Pareto");
    case DistributionKind::Hyperexponential:
        return QCoreApplication::translate("distribution", "Hyperexponential");
    case DistributionKind::Empirical:
        break;
    }
    return QCoreApplication::translate("distribution", "Empirical");
}

std::vector<ArgumentForm> argumentsOf(DistributionKind kind)
{
    const ArgumentForm mean{QCoreApplication::translate("distribution", "Mean")};
    switch (kind) {
    case DistributionKind::Constant:
        return {{QCoreApplication::translate("distribution", "Value")}};
    case DistributionKind::Uniform:
        return {{QCoreApplication::translate("distribution", "Least")},
                {QCoreApplication::translate("distribution", "Greatest")}};
    case DistributionKind::Exponential:
        return {mean};
    case DistributionKind::Erlang:
        return {mean, {QCoreApplication::translate("distribution", "Stages"), false}};
    case DistributionKind::Lognormal:
        return {mean, {QCoreApplication::translate("distribution", "Variation"), false}};
    case DistributionKind::Weibull:
        return {mean, {QCoreApplication::translate("distribution", "Shape"), false}};
    case DistributionKind::Pareto:
        return {mean, {QCoreApplication::translate("distribution", "Tail index"), false}};
    case DistributionKind::Hyperexponential:
        return {{QCoreApplication::translate("distribution", "First share"), false, 1},
                {QCoreApplication::translate("distribution", "First mean")},
                {QCoreApplication::translate("distribution", "Second mean")}};
    case DistributionKind::Empirical:
        break;
    }
    return {};
}

/// What stands in the brackets, in the order of the text.
std::vector<double> argumentValues(const Distribution &d)
{
    const double first = toSeconds(d.mean);
    const double second = toSeconds(d.greatest);
    switch (d.kind) {
    case DistributionKind::Uniform:
        return {first, second};
    case DistributionKind::Hyperexponential:
        return {d.shape, first, second};
    default:
        return {first, d.shape};
    }
}

std::size_t indexOf(DistributionKind kind)
{
    return std::size_t(std::find(kindOrder.begin(), kindOrder.end(), kind) - kindOrder.begin());
}

std::string nameOfForm(std::size_t index)
{
    const auto form = distributionForms()[index];
    return std::string(form.substr(0, form.find('(')));
}

/// Three digits are enough for what nobody typed.
Duration threeDigits(double seconds)
{
    if (seconds <= 0) {
        return Duration(0);
    }
    const double step = std::pow(10, std::floor(std::log10(seconds)) - 2);
    return fromSeconds(std::round(seconds / step) * step);
}

/// The example of the kind, drawn out so that its mean is that of `like`: changing the kind keeps the load.
Distribution exampleLike(std::size_t index, const Distribution &like)
{
    auto example = parseDistribution(distributionForms()[index]).value();
    const double mean = toSeconds(like.expected());
    const double own = toSeconds(example.expected());
    if (mean <= 0 || !std::isfinite(mean) || own <= 0) {
        return example;
    }
    const double factor = mean / own;
    example.mean = threeDigits(toSeconds(example.mean) * factor);
    example.greatest = threeDigits(toSeconds(example.greatest) * factor);
    if (example.kind == DistributionKind::Empirical) {
        auto points = example.data.points();
        for (auto &point : points) {
            point.value = threeDigits(toSeconds(point.value) * factor);
        }
        example.data = EmpiricalData(std::move(points));
    }
    return example;
}

const QStringList &timeUnits()
{
    static const QStringList units{QStringLiteral("ns"), QStringLiteral("µs"), QStringLiteral("ms"),
                                   QStringLiteral("s"),  QStringLiteral("m"),  QStringLiteral("h")};
    return units;
}

QString insideBrackets(const QString &text)
{
    const auto open = text.indexOf(QLatin1Char('('));
    return text.mid(open + 1, text.lastIndexOf(QLatin1Char(')')) - open - 1);
}

} // namespace

DistributionEditor::DistributionEditor(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent), m_kinds(new QComboBox(this)), m_valuesRow(new QWidget(this)),
      m_values(new QLineEdit(m_valuesRow)), m_plot(new DensityPlot(this))
{
    makeKinds(name, title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 2, 0, 4);
    column->setSpacing(3);
    column->addWidget(m_kinds);
    for (std::size_t i = 0; i < m_arguments.size(); ++i) {
        m_arguments[i] = makeArgument(name + QLatin1Char('.') + QString::number(i + 1));
        column->addWidget(m_arguments[i].row);
    }
    auto *values = new QHBoxLayout(m_valuesRow);
    values->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Values"), m_valuesRow);
    label->setBuddy(m_values);
    values->addWidget(label);
    values->addWidget(m_values, 1);
    m_values->setObjectName(name + QStringLiteral(".values"));
    m_values->setAccessibleName(tr("Values, each with its weight"));
    m_values->setToolTip(tr("Durations with a comma between them; a weight stands behind a colon: 1ms, 2ms:3"));
    connect(m_values, &QLineEdit::textEdited, this, &DistributionEditor::takeArguments);
    column->addWidget(m_plot);
    arrange();
}

void DistributionEditor::makeKinds(const QString &name, const QString &title)
{
    m_kinds->setObjectName(name + QStringLiteral(".kind"));
    m_kinds->setAccessibleName(tr("Kind of distribution: %1").arg(title));
    m_kinds->setFocusPolicy(Qt::StrongFocus);
    m_kinds->setMinimumContentsLength(8);
    m_kinds->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto forms = distributionForms();
    for (std::size_t i = 0; i < kindOrder.size(); ++i) {
        m_kinds->addItem(distributionTitle(kindOrder[i]));
        m_kinds->setItemData(int(i), QString::fromUtf8(forms[i].data(), qsizetype(forms[i].size())), Qt::ToolTipRole);
    }
    connect(m_kinds, &QComboBox::activated, this, &DistributionEditor::takeKind);
}

DistributionEditor::Argument DistributionEditor::makeArgument(const QString &name)
{
    Argument argument;
    argument.row = new QWidget(this);
    argument.label = new QLabel(argument.row);
    argument.number = new StepEdit(false, 0, std::numeric_limits<double>::max(), argument.row);
    argument.number->setObjectName(name);
    argument.label->setBuddy(argument.number);
    argument.unit = new QComboBox(argument.row);
    argument.unit->setObjectName(name + QStringLiteral(".unit"));
    argument.unit->addItems(timeUnits());
    argument.unit->setFocusPolicy(Qt::StrongFocus);
    argument.unit->setAccessibleName(tr("Unit"));
    auto *row = new QHBoxLayout(argument.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(argument.label, 2);
    row->addWidget(argument.number, 3);
    row->addWidget(argument.unit);
    connect(argument.number, &StepEdit::textEdited, this, &DistributionEditor::takeArguments);
    connect(argument.unit, &QComboBox::activated, this, &DistributionEditor::takeArguments);
    return argument;
}

std::vector<QWidget *> DistributionEditor::editors() const
{
    std::vector<QWidget *> all{m_kinds, m_values};
    for (const auto &argument : m_arguments) {
        all.push_back(argument.number);
        all.push_back(argument.unit);
    }
    return all;
}

void DistributionEditor::arrange()
{
    const bool known = m_kinds->currentIndex() >= 0;
    const auto kind = known ? kindOrder[std::size_t(m_kinds->currentIndex())] : DistributionKind::Constant;
    const auto forms = known ? argumentsOf(kind) : std::vector<ArgumentForm>();
    for (std::size_t i = 0; i < m_arguments.size(); ++i) {
        const auto &argument = m_arguments[i];
        argument.row->setVisible(i < forms.size());
        if (i < forms.size()) {
            argument.label->setText(forms[i].label);
            argument.number->setAccessibleName(forms[i].label);
            argument.number->setRange(kind == DistributionKind::Erlang && !forms[i].isDuration,
                                      forms[i].isDuration ? std::numeric_limits<double>::max() : forms[i].greatest);
            argument.unit->setVisible(forms[i].isDuration);
        }
    }
    m_valuesRow->setVisible(known && kind == DistributionKind::Empirical);
}

void DistributionEditor::fill(const Distribution &distribution)
{
    const auto forms = argumentsOf(distribution.kind);
    const auto values = argumentValues(distribution);
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const auto &argument = m_arguments[i];
        if (!forms[i].isDuration) {
            if (parseNumber(argument.number->text().trimmed().toStdString()) != values[i]) {
                argument.number->setText(QString::fromStdString(formatNumber(values[i])));
            }
            continue;
        }
        const auto typed =
            parseDuration((argument.number->text().trimmed() + argument.unit->currentText()).toStdString());
        const auto meant = fromSeconds(values[i]);
        if (typed && *typed == meant && !argument.number->text().isEmpty()) {
            continue;
        }
        const auto text = QString::fromStdString(shownDuration(meant));
        qsizetype digits = 0;
        while (digits < text.size() && !text[digits].isLetter()) {
            ++digits;
        }
        argument.number->setText(text.left(digits));
        const auto unit = text.mid(digits);
        argument.unit->setCurrentText(meant.count() == 0 ? QStringLiteral("ms") : unit);
    }
    if (distribution.kind == DistributionKind::Empirical) {
        const auto own = parseDistribution("empirical(" + m_values->text().toStdString() + ")");
        if (!own || *own != distribution) {
            m_values->setText(insideBrackets(QString::fromStdString(withMicroSign(formatDistribution(distribution)))));
        }
    }
}

void DistributionEditor::show(const QString &text)
{
    const auto distribution = parseDistribution(text.trimmed().toStdString());
    if (!distribution) {
        m_plot->setDistribution(std::nullopt);
        return;
    }
    m_shown = *distribution;
    m_kinds->setCurrentIndex(int(indexOf(distribution->kind)));
    arrange();
    fill(*distribution);
    m_plot->setDistribution(*distribution);
}

void DistributionEditor::showNothing()
{
    m_kinds->setCurrentIndex(-1);
    arrange();
    m_plot->setDistribution(std::nullopt);
}

void DistributionEditor::setReadOnly(bool readOnly)
{
    m_kinds->setEnabled(!readOnly);
    m_values->setReadOnly(readOnly);
    for (const auto &argument : m_arguments) {
        argument.number->setReadOnly(readOnly);
        argument.unit->setEnabled(!readOnly);
    }
}

void DistributionEditor::takeKind()
{
    const auto index = std::size_t(std::max(0, m_kinds->currentIndex()));
    if (kindOrder[index] == m_shown.kind && !m_plot->meanText().isEmpty()) {
        return;
    }
    const auto text = QString::fromStdString(withMicroSign(formatDistribution(exampleLike(index, m_shown))));
    show(text);
    Q_EMIT textChosen(text);
}

void DistributionEditor::takeArguments()
{
    const auto index = std::size_t(std::max(0, m_kinds->currentIndex()));
    const auto forms = argumentsOf(kindOrder[index]);
    QStringList parts;
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const auto number = m_arguments[i].number->text().trimmed();
        parts << (forms[i].isDuration ? number + m_arguments[i].unit->currentText() : number);
    }
    if (kindOrder[index] == DistributionKind::Empirical) {
        parts << m_values->text();
    }
    const auto text =
        QStringLiteral("%1(%2)").arg(QString::fromStdString(nameOfForm(index)), parts.join(QStringLiteral(", ")));
    const auto distribution = parseDistribution(text.toStdString());
    m_plot->setDistribution(distribution ? std::optional(*distribution) : std::nullopt);
    Q_EMIT textChosen(text);
}

} // namespace bayplan
