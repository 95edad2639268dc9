#include "client/ui/widgets/icons.h"

#include <cmath>
#include <initializer_list>
#include <utility>

#include "client/ui/widgets/basics.h"

namespace nuong::client {
namespace {

constexpr float pi = 3.14159265f;

// Draws on a grid of 24 x 24, as icons usually are.
struct Pen {
    ImVec2 origin;
    float unit;
    ImU32 ink;

    ImVec2 at(float x, float y) const { return {origin.x + x * unit, origin.y + y * unit}; }
    float thickness() const { return 2.0f * unit; }

    void line(std::initializer_list<ImVec2> points, bool closed = false) const {
        for (const ImVec2& p : points) paper().PathLineTo(at(p.x, p.y));
        paper().PathStroke(ink, closed ? ImDrawFlags_Closed : 0, thickness());
    }
    void circle(float x, float y, float r) const { paper().AddCircle(at(x, y), r * unit, ink, 0, thickness()); }
    void dot(float x, float y, float r) const { paper().AddCircleFilled(at(x, y), r * unit, ink); }
    void arc(float x, float y, float r, float from, float to) const {
        paper().PathArcTo(at(x, y), r * unit, from, to);
        paper().PathStroke(ink, 0, thickness());
    }
    void box(float x0, float y0, float x1, float y1, float corner) const {
        paper().AddRect(at(x0, y0), at(x1, y1), ink, corner * unit, 0, thickness());
    }
};

void paint_people(const Pen& pen, bool two) {
    const float x = two ? 9.0f : 12.0f;
    pen.circle(x, 8, 4);
    pen.arc(x, 21.5f, 7, -pi, 0);
    if (!two) return;
    pen.arc(16.5f, 8, 3.4f, -pi * 0.5f, pi * 0.5f);
    pen.arc(15.5f, 20.5f, 6.5f, -pi * 0.45f, 0);
}

void paint_sync(const Pen& pen) {
    pen.arc(12, 12, 8, -pi * 0.9f, -pi * 0.12f);
    pen.line({{20.5f, 4.5f}, {20, 9.2f}, {15.4f, 8.6f}});
    pen.arc(12, 12, 8, pi * 0.1f, pi * 0.88f);
    pen.line({{3.5f, 19.5f}, {4, 14.8f}, {8.6f, 15.4f}});
}

void paint_sun(const Pen& pen) {
    pen.circle(12, 12, 4.5f);
    for (int i = 0; i < 8; ++i) {
        const float turn = pi * static_cast<float>(i) / 4, x = std::cos(turn), y = std::sin(turn);
        pen.line({{12 + 7.5f * x, 12 + 7.5f * y}, {12 + 10.5f * x, 12 + 10.5f * y}});
    }
}

void paint_sliders(const Pen& pen) {
    for (const auto& [y, knob] : {std::pair(5.5f, 15.5f), std::pair(12.0f, 8.0f), std::pair(18.5f, 14.0f)}) {
        pen.line({{2.5f, y}, {21.5f, y}});
        pen.dot(knob, y, 3);
    }
}

void paint_moon(const Pen& pen) {
    pen.arc(12, 12, 8.5f, pi * 0.05f, pi * 1.45f);
    pen.arc(17.5f, 6.6f, 7.6f, pi * 0.42f, pi * 1.08f);
}

void paint_megaphone(const Pen& pen) {
    pen.line({{4, 9.5f}, {4, 14.5f}, {8, 14.5f}, {16.5f, 19}, {16.5f, 5}, {8, 9.5f}}, true);
    pen.line({{8, 14.5f}, {9.5f, 20}});
    pen.arc(16.5f, 12, 4, -pi * 0.35f, pi * 0.35f);
}

void paint_clipboard(const Pen& pen) {
    pen.box(5, 4, 19, 21, 2);
    pen.line({{9, 4}, {9, 2.5f}, {15, 2.5f}, {15, 4}});
    pen.line({{8, 10.5f}, {9.3f, 11.8f}, {11.5f, 9}});
    pen.line({{13.5f, 10.5f}, {16, 10.5f}});
    pen.line({{8, 15.5f}, {9.3f, 16.8f}, {11.5f, 14}});
    pen.line({{13.5f, 15.5f}, {16, 15.5f}});
}

void paint_fork(const Pen& pen) {
    pen.line({{12, 21}, {12, 14.5f}, {6, 9.5f}, {6, 4}});
    pen.line({{12, 14.5f}, {18, 9.5f}, {18, 4}});
    pen.line({{3.2f, 6.5f}, {6, 3.7f}, {8.8f, 6.5f}});
    pen.line({{15.2f, 6.5f}, {18, 3.7f}, {20.8f, 6.5f}});
}

void paint_grid(const Pen& pen) {
    pen.box(3.5f, 4, 20.5f, 20, 2);
    pen.line({{3.5f, 9.5f}, {20.5f, 9.5f}});
    pen.line({{3.5f, 14.7f}, {20.5f, 14.7f}});
    pen.line({{9.2f, 4}, {9.2f, 20}});
    pen.line({{14.9f, 4}, {14.9f, 20}});
}

void paint_tool(const Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::house:
            pen.line({{3, 11.5f}, {12, 4}, {21, 11.5f}});
            pen.line({{5.5f, 9.8f}, {5.5f, 20}, {18.5f, 20}, {18.5f, 9.8f}});
            pen.line({{10, 20}, {10, 14}, {14, 14}, {14, 20}});
            break;
        case Icon::lock:
            pen.box(5, 11, 19, 21, 2);
            pen.arc(12, 11, 4.2f, -pi, 0);
            pen.dot(12, 16, 1.6f);
            break;
        case Icon::search:
            pen.circle(10.5f, 10.5f, 6.5f);
            pen.line({{15.5f, 15.5f}, {21, 21}});
            break;
        case Icon::pencil:
            pen.line({{4, 20}, {5, 15.5f}, {16, 4.5f}, {19.5f, 8}, {8.5f, 19}}, true);
            pen.line({{13.5f, 7}, {17, 10.5f}});
            break;
        case Icon::bin:
            pen.line({{4, 6.5f}, {20, 6.5f}});
            pen.line({{9, 6.5f}, {9, 3.5f}, {15, 3.5f}, {15, 6.5f}});
            pen.line({{6, 6.5f}, {7, 21}, {17, 21}, {18, 6.5f}});
            break;
        case Icon::calendar:
            pen.box(4, 5, 20, 21, 2);
            pen.line({{4, 10}, {20, 10}});
            pen.line({{8.5f, 2.5f}, {8.5f, 6.5f}});
            pen.line({{15.5f, 2.5f}, {15.5f, 6.5f}});
            break;
        case Icon::document:
            pen.line({{6, 3}, {14, 3}, {18.5f, 7.5f}, {18.5f, 21}, {6, 21}}, true);
            pen.line({{9, 11.5f}, {15.5f, 11.5f}});
            pen.line({{9, 16}, {15.5f, 16}});
            break;
        case Icon::printer:
            pen.line({{7, 8.5f}, {7, 3}, {17, 3}, {17, 8.5f}});
            pen.line({{7, 17}, {4, 17}, {4, 8.5f}, {20, 8.5f}, {20, 17}, {17, 17}});
            pen.box(7, 13.5f, 17, 21, 0);
            break;
        default: break;
    }
}

void paint_sign(const Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::back: pen.line({{15, 4.5f}, {7.5f, 12}, {15, 19.5f}}); break;
        case Icon::forward: pen.line({{9, 4.5f}, {16.5f, 12}, {9, 19.5f}}); break;
        case Icon::down: pen.line({{4.5f, 9}, {12, 16.5f}, {19.5f, 9}}); break;
        case Icon::plus:
            pen.line({{12, 4.5f}, {12, 19.5f}});
            pen.line({{4.5f, 12}, {19.5f, 12}});
            break;
        case Icon::minus: pen.line({{4.5f, 12}, {19.5f, 12}}); break;
        case Icon::check: pen.line({{4.5f, 12.5f}, {10, 18}, {19.5f, 6.5f}}); break;
        case Icon::cross:
            pen.line({{6, 6}, {18, 18}});
            pen.line({{18, 6}, {6, 18}});
            break;
        case Icon::warning:
            pen.line({{12, 3.5f}, {22, 20.5f}, {2, 20.5f}}, true);
            pen.line({{12, 9.5f}, {12, 14.5f}});
            pen.dot(12, 17.5f, 1.3f);
            break;
        case Icon::question:
            pen.circle(12, 12, 9.5f);
            pen.arc(12, 9.6f, 2.9f, -pi, pi * 0.3f);
            pen.line({{13.6f, 12}, {12, 13.2f}, {12, 14.6f}});
            pen.dot(12, 17.6f, 1.3f);
            break;
        case Icon::info:
            pen.circle(12, 12, 9.5f);
            pen.line({{12, 11}, {12, 17}});
            pen.dot(12, 7.5f, 1.4f);
            break;
        case Icon::undo:
            pen.line({{9, 4}, {4, 9}, {9, 14}});
            pen.line({{4, 9}, {15, 9}, {19.5f, 11.5f}, {19.5f, 17}, {15, 19.5f}, {9, 19.5f}});
            break;
        case Icon::redo:
            pen.line({{15, 4}, {20, 9}, {15, 14}});
            pen.line({{20, 9}, {9, 9}, {4.5f, 11.5f}, {4.5f, 17}, {9, 19.5f}, {15, 19.5f}});
            break;
        case Icon::arrow_up:
            pen.line({{12, 20}, {12, 4.5f}});
            pen.line({{5.5f, 11}, {12, 4.5f}, {18.5f, 11}});
            break;
        case Icon::arrow_down:
            pen.line({{12, 4}, {12, 19.5f}});
            pen.line({{5.5f, 13}, {12, 19.5f}, {18.5f, 13}});
            break;
        default: break;
    }
}

}  // namespace

void paint_icon(Icon icon, ImVec2 centre, float side, ImU32 ink) {
    const Pen pen{{centre.x - side / 2, centre.y - side / 2}, side / 24, ink};
    switch (icon) {
        case Icon::person: return paint_people(pen, false);
        case Icon::people: return paint_people(pen, true);
        case Icon::sync: return paint_sync(pen);
        case Icon::offline: paint_sync(pen); return pen.line({{3.5f, 3.5f}, {20.5f, 20.5f}});
        case Icon::megaphone: return paint_megaphone(pen);
        case Icon::clipboard: return paint_clipboard(pen);
        case Icon::fork: return paint_fork(pen);
        case Icon::sliders: return paint_sliders(pen);
        case Icon::sun: return paint_sun(pen);
        case Icon::moon: return paint_moon(pen);
        case Icon::grid: return paint_grid(pen);
        default: paint_tool(pen, icon); paint_sign(pen, icon);
    }
}

Icon icon_of(TileIcon tile) {
    switch (tile) {
        case TileIcon::person: return Icon::person;
        case TileIcon::screening: return Icon::clipboard;
        case TileIcon::session: return Icon::megaphone;
        case TileIcon::people: return Icon::people;
        case TileIcon::conflict: return Icon::fork;
        case TileIcon::sync: return Icon::sync;
        case TileIcon::overview: return Icon::grid;
        case TileIcon::report: return Icon::clipboard;
        case TileIcon::form: break;
    }
    return Icon::document;
}

}  // namespace nuong::client
