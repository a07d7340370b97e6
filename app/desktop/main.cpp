// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/end_signals.h"
#include "app/desktop/icons.h"
#include "app/desktop/main_window.h"
#include "app/desktop/motion.h"
#include "app/desktop/open_windows.h"
#include "app/desktop/picture.h"
#include "app/desktop/recovery.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"
#include "app/desktop/trail_file.h"
#include "engine/base/units.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <span>

namespace {

using namespace bayplan;

constexpr int exitUsage = 2;

struct Options {
    QStringList files;
    QString example, picture;
    Duration simulated{0};
    bool simulate = false;
    QString size;
    QString theme;
};

void installTranslations(QCoreApplication &app)
{
    const auto chosen = settings::language();
    const QLocale locale = chosen.isEmpty() ? QLocale() : QLocale(chosen);
    auto *own = new QTranslator(&app);
    if (own->load(locale, QStringLiteral("bayplan"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
        QApplication::installTranslator(own);
        auto *qt = new QTranslator(&app);
        if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
            QApplication::installTranslator(qt);
        }
    } else if (own->load(QStringLiteral(":/i18n/bayplan_en.qm"))) {
        QApplication::installTranslator(own); // plural forms, for locales that nobody has translated
    }
}

/// Nothing when the arguments are wrong, which has been said.
std::optional<Options> readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Draw a topology of containers, simulate it, deploy it, compare."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption example(
        QStringLiteral("example"), QApplication::translate("main", "Open the example <name>."), QStringLiteral("name"));
    const QCommandLineOption simulate(
        QStringLiteral("simulate"),
        QApplication::translate("main", "Start a simulation; with --picture for a time such as --simulate=20s."));
    const QCommandLineOption simulateFor(
        QStringLiteral("simulate-for"),
        QApplication::translate("main", "As --simulate, for <duration> of simulated time."),
        QStringLiteral("duration"));
    const QCommandLineOption picture(QStringLiteral("picture"),
                                     QApplication::translate("main", "Write the window as <png> and end."),
                                     QStringLiteral("png"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QApplication::translate("main", "Size of the window, such as 1440x900."),
                                  QStringLiteral("size"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QApplication::translate("main", "light or dark, for this start."),
                                   QStringLiteral("theme"));
    parser.addOptions({example, simulate, simulateFor, picture, size, theme});
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QApplication::translate("main", "Drawings, Compose files or runs to open, a window each."),
        QStringLiteral("[file...]"));
    // "--simulate 20s" and "--simulate=20s" read as --simulate-for; a plain --simulate stays.
    QStringList arguments;
    const auto given = app.arguments();
    for (qsizetype i = 0; i < given.size(); ++i) {
        if (given[i] == QStringLiteral("--simulate") && i + 1 < given.size() &&
            parseDuration(given[i + 1].toStdString())) {
            arguments << QStringLiteral("--simulate-for=") + given[++i];
        } else if (given[i].startsWith(QStringLiteral("--simulate="))) {
            arguments << QStringLiteral("--simulate-for=") + given[i].section(QLatin1Char('='), 1);
        } else {
            arguments << given[i];
        }
    }
    parser.process(arguments);
    Options options;
    options.files = parser.positionalArguments();
    options.example = parser.value(example);
    options.picture = parser.value(picture);
    options.simulate = parser.isSet(simulate) || parser.isSet(simulateFor);
    options.size = parser.value(size);
    options.theme = parser.value(theme);
    if (parser.isSet(simulateFor)) {
        const auto duration = parseDuration(parser.value(simulateFor).toStdString());
        if (!duration) {
            std::fprintf(stderr, "bayplan: --simulate: %s\n", toText(duration.error()).c_str());
            return std::nullopt;
        }
        options.simulated = *duration;
    }
    return options;
}

void nameProgram(QCoreApplication &app)
{
    initialiseResources();
    std::setlocale(LC_NUMERIC, "C"); // the application took over the user's: numbers in files have points
    QCoreApplication::setOrganizationName(QStringLiteral("Bayplan"));
    QCoreApplication::setApplicationName(QStringLiteral("bayplan"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BAYPLAN_VERSION));
    installTranslations(app);
}

/// Which is answered where there is no display, too.
bool asksAboutProgram(std::span<char *> arguments)
{
    constexpr std::array words{"-h", "-?", "--help", "--help-all", "-v", "--version"};
    return std::ranges::any_of(arguments, [&](const char *given) {
        return std::ranges::any_of(words, [&](const char *word) { return std::strcmp(given, word) == 0; });
    });
}

QSize sizeOf(const QString &text)
{
    const int width = text.section(QLatin1Char('x'), 0, 0).toInt();
    const int height = text.section(QLatin1Char('x'), 1, 1).toInt();
    return width >= 640 && height >= 480 ? QSize(width, height) : QSize();
}

void setSize(MainWindow &window, const Options &options)
{
    if (const auto size = sizeOf(options.size); size.isValid()) {
        window.resize(size);
    }
}

int takePicture(const Options &options)
{
    MainWindow window(Recovery::usualFolder(), false);
    setSize(window, options);
    const bool opened = !options.files.isEmpty() ? window.openPath(options.files.constFirst())
                                                 : options.example.isEmpty() || window.openExample(options.example);
    return opened ? writePicture(window, options.picture, options.simulated) : 1;
}

void showWindows(OpenWindows &windows, const Options &options)
{
    auto &first = windows.add();
    setSize(first, options);
    first.show();
    if (!options.example.isEmpty() && options.files.isEmpty()) {
        first.openExample(options.example);
    }
    for (const auto &file : options.files) {
        auto *window = &first;
        if (!first.isUntouched()) {
            window = &windows.add();
            setSize(*window, options);
            window->show();
        }
        window->openPath(file);
    }
    QTimer::singleShot(0, &first, &MainWindow::offerRecovery);
    if (options.simulate) {
        QTimer::singleShot(0, &first, [&first] {
            first.showWorkspace(Workspace::Simulate);
            first.runs().play();
        });
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (asksAboutProgram({argv, std::size_t(argc)})) {
        QCoreApplication app(argc, argv);
        nameProgram(app);
        return readOptions(app) ? 0 : exitUsage; // it has answered and ended in there, if it could
    }
    QApplication app(argc, argv);
    nameProgram(app);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/bayplan.svg")));
    const auto options = readOptions(app);
    if (!options) {
        return exitUsage;
    }
    const bool forPicture = !options->picture.isEmpty();
    const auto mode = options->theme == QStringLiteral("dark")    ? Theme::Mode::Dark
                      : options->theme == QStringLiteral("light") ? Theme::Mode::Light
                      : forPicture                                ? Theme::Mode::Light
                                                                  : settings::themeMode();
    Theme::instance().apply(mode);
    Motion::instance().apply(forPicture ? Motion::Mode::Off : settings::motionMode());
    if (forPicture) {
        return takePicture(*options);
    }
    removeStaleTrails();
    OpenWindows windows(Recovery::usualFolder());
    const EndSignals endSignals(windows);
    showWindows(windows, *options);
    return QApplication::exec();
}
