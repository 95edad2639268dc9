// The few primitives under every widget: text, an area that can be pressed, and the report to the probe.
#pragma once
#include <imgui.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "client/ui/ui.h"

namespace nuong::client {

struct TextStyle {
    ImFont* font = nullptr;
    ImU32 ink = 0;
};
inline TextStyle body(const Ui& ui) { return {ui.fonts.body, ui.colour.ink}; }
inline TextStyle bold(const Ui& ui) { return {ui.fonts.bold, ui.colour.ink}; }
inline TextStyle title(const Ui& ui) { return {ui.fonts.title, ui.colour.ink}; }
inline TextStyle muted(const Ui& ui) { return {ui.fonts.small, ui.colour.muted}; }
inline TextStyle tinted(TextStyle style, ImU32 ink) { return {style.font, ink}; }

// Size of `text` in lines no wider than `wrap`; 0 does not wrap.
ImVec2 measure(const TextStyle& style, std::string_view text, float wrap);

// The beginning of `text` that fits, with "…" when something was left out.
std::string fit(const TextStyle& style, std::string_view text, float width);
// The lines that `text` is broken into at `width`, without the blanks between them.
std::vector<std::string_view> lines_of(const TextStyle& style, std::string_view text, float width);

// Paints without taking space in the layout and without a report: the inside of a widget.
void paint_text(const TextStyle& style, ImVec2 at, std::string_view text, float wrap);

// A paragraph in the flow, as wide as the column.
void say(Ui& ui, const TextStyle& style, std::string_view text);

// Paints one line at a place of its own, cut to `width`, and reports it; takes no space in the flow.
void say_at(Ui& ui, const TextStyle& style, ImVec2 at, float width, std::string_view text);

// In a strip of the given size, its middle at the strip's: one line, or two of the first smaller style that takes it
// whole; else as many words as two lines of the smallest hold.
void say_in_strip(Ui& ui, const TextStyle& line, std::initializer_list<TextStyle> smaller, const Box& strip,
                  std::string_view text);

void gap(Ui& ui, float points);

struct Press {
    Box box;
    bool pressed = false, held = false, hovered = false, focused = false;
};

// An area of `size` at the cursor that a finger, a mouse or Enter and Space can press, and Tab can reach.
Press press_area(Ui& ui, const char* id, ImVec2 size, bool enabled);

// Where the keyboard is.
void focus_ring(Ui& ui, const Box& box, float corner, ImU32 ink);
inline void focus_ring(Ui& ui, const Box& box, float corner) { focus_ring(ui, box, corner, ui.colour.focus); }

void report(Ui& ui, SeenWidget widget);  // fills in the visible part

ImDrawList& paper();  // the draw list of the current window
ImVec2 cursor();

}  // namespace nuong::client
