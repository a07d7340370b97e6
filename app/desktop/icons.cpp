// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/icons.h"

#include "app/desktop/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <memory>

/// Outside of any namespace, as the macro wants it.
static void initialiseCompiledResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace bayplan {

namespace {

QByteArray svgSource(const QString &name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        file.setFileName(QStringLiteral(":/icons/container.svg"));
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
    }
    return file.readAll();
}

/// One renderer for a name and colour; the files draw in black.
QSvgRenderer &renderer(const QString &name, const QColor &colour)
{
    static QHash<QString, std::shared_ptr<QSvgRenderer>> cache;
    auto &entry = cache[name + colour.name()];
    if (!entry) {
        auto source = svgSource(name);
        source.replace("#000", colour.name().toLatin1());
        entry = std::make_shared<QSvgRenderer>(source);
    }
    return *entry;
}

class ThemedEngine : public QIconEngine {
public:
    explicit ThemedEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto &c = colours();
        const auto colour = mode == QIcon::Disabled ? c.border : mode == QIcon::Selected ? c.accentText : c.text;
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer(m_name, colour).render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return picture;
    }

    QIconEngine *clone() const override { return new ThemedEngine(m_name); }

private:
    QString m_name;
};

} // namespace

void initialiseResources()
{
    initialiseCompiledResources();
}

QIcon themedIcon(const QString &name)
{
    return QIcon(new ThemedEngine(name));
}

void paintIcon(QPainter &painter, const QString &name, const QRectF &target, const QColor &colour)
{
    renderer(name, colour).render(&painter, target);
}

} // namespace bayplan
