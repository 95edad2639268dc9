// Can it be read, in the sun and by a bed? Every pair of colours that widgets put on each other, in every theme; and
// nothing on any screen is drawn in a colour that the theme does not have.
#include "client/ui/palette.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <set>
#include <string>

#include "tests/ui/contrast.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr Theme themes[] = {Theme::standard, Theme::day, Theme::night};

struct Pair {
    const char* what;
    ImU32 ink, fill;
    double least;
};

constexpr double words = 4.5, edges = 3;

std::vector<Pair> pairs_of(const Palette& p) {
    std::vector<Pair> pairs = {
        {"a label on a button that is off", p.on_disabled, p.disabled, words},
        {"typed words that are selected", p.ink, p.selection, words},
        {"words of the button that goes on", p.on_action, p.action, words},
        {"the same, pressed", p.on_action, p.action_pressed, words},
        {"the title in the bar", p.on_bar, p.bar, words},
        {"a button in the bar", p.on_bar, p.bar_button, words},
        {"the same, pressed", p.on_bar, p.bar_pressed, words},
        {"sync in the bar, running", p.on_bar, p.bar_progress, words},
        {"the ring around a button in the bar", p.on_bar, p.bar, edges},
        {"a chosen day", p.on_accent, p.accent, words},
        {"the tick in its box", p.on_accent, p.accent, edges},
        {"a small choice that is chosen", p.accent_dark, p.accent_soft, words},
        {"how far a form is", p.accent, p.track, edges},
        {"the button that goes on, on its page", p.action, p.paper, edges},
        {"the same, in the bar below", p.action, p.card, edges},
        {"the edge of what a finger is on", p.line_strong, p.pressed, edges},
    };
    for (const ImU32 fill : {p.paper, p.card, p.pressed, p.accent_soft, p.note})
        pairs.push_back({"words", p.ink, fill, words});
    for (const ImU32 fill : {p.paper, p.card, p.pressed, p.note})
        pairs.push_back({"small words", p.muted, fill, words});
    for (const ImU32 fill : {p.paper, p.card, p.pressed, p.accent_soft})
        pairs.push_back({"words and signs to tap", p.accent, fill, words});
    for (const ImU32 fill : {p.paper, p.card, p.pressed})
        pairs.push_back({"a button that throws something away", p.danger, fill, words});
    for (const ImU32 fill : {p.paper, p.card}) {
        pairs.push_back({"the edge of a field or a button", p.line_strong, fill, edges});
        pairs.push_back({"the edge of a chosen answer", p.accent, fill, edges});
        pairs.push_back({"the edge of a wrong answer", p.danger, fill, edges});
        pairs.push_back({"the ring where the keyboard is", p.focus, fill, edges});
        pairs.push_back({"the scroll bar", p.scroll, fill, edges});
    }
    for (const ToneColours& step : p.heat) pairs.push_back({"a number in its cell", step.ink, step.fill, words});
    for (const Tone tone : {Tone::neutral, Tone::info, Tone::good, Tone::warning, Tone::danger}) {
        const ToneColours colours = p.of(tone);
        pairs.push_back({"a badge or a banner", colours.ink, colours.fill, words});
        pairs.push_back({"plain words in a banner", p.ink, colours.fill, words});
        pairs.push_back({"a remark on the page", colours.ink, p.paper, words});
        pairs.push_back({"a remark on a card", colours.ink, p.card, words});
        pairs.push_back({"a remark in a note", colours.ink, p.note, words});
        pairs.push_back({"the ring in a banner", p.focus, colours.fill, edges});
    }
    return pairs;
}

std::set<ImU32> colours_in(const Palette& palette) {
    std::set<ImU32> colours;
    static_assert(sizeof(Palette) % sizeof(ImU32) == 0);
    ImU32 each[sizeof(Palette) / sizeof(ImU32)];
    std::memcpy(each, &palette, sizeof palette);
    for (const ImU32 colour : each) colours.insert(colour & ~IM_COL32_A_MASK);
    return colours;
}

// Whatever its opacity: smooth edges fade out.
std::set<ImU32> colours_drawn() {
    std::set<ImU32> colours;
    const ImDrawData& drawn = *ImGui::GetDrawData();
    for (int list = 0; list < drawn.CmdListsCount; ++list)
        for (const ImDrawVert& vertex : drawn.CmdLists[list]->VtxBuffer)
            if ((vertex.col & IM_COL32_A_MASK) != 0) colours.insert(vertex.col & ~IM_COL32_A_MASK);
    return colours;
}

}  // namespace

TEST_CASE("contrast is what the standard says it is") {
    const ImU32 black = IM_COL32(0, 0, 0, 255), white = IM_COL32(255, 255, 255, 255);
    CHECK(contrast(black, white) == Catch::Approx(21));
    CHECK(contrast(white, black) == Catch::Approx(21));
    CHECK(contrast(white, white) == Catch::Approx(1));
    CHECK(contrast(IM_COL32(0x76, 0x76, 0x76, 255), white) == Catch::Approx(4.54).margin(0.01));
    CHECK(contrast(IM_COL32(255, 0, 0, 255), white) == Catch::Approx(4.0).margin(0.01));
}

TEST_CASE("in every theme words and edges stand out from what they are on") {
    for (const Theme theme : themes)
        for (const Pair& pair : pairs_of(palette_of(theme))) {
            INFO("theme " << static_cast<int>(theme) << ": " << pair.what << std::hex << " " << pair.ink << " on "
                          << pair.fill);
            CHECK(contrast(pair.ink, pair.fill) >= pair.least);
        }
}

TEST_CASE("the day is harder and the night calmer than the usual") {
    const Palette &standard = palette_of(Theme::standard), &day = palette_of(Theme::day),
                  &night = palette_of(Theme::night);
    CHECK(contrast(day.ink, day.paper) == Catch::Approx(21));
    CHECK(contrast(day.muted, day.paper) > contrast(standard.muted, standard.paper));
    CHECK(contrast(day.line_strong, day.card) > contrast(standard.line_strong, standard.card));
    CHECK(contrast(night.ink, night.paper) < contrast(standard.ink, standard.paper));
    for (const ImU32 fill : {night.paper, night.card, night.bar, night.bar_button, night.pressed, night.note,
                             night.accent_soft, night.selection})
        CHECK(luminance(fill) < 0.12);  // nothing large that shines
}

TEST_CASE("more is darker by day and lighter by night, and each step can be told from the next") {
    for (const Theme theme : themes) {
        const auto& heat = palette_of(theme).heat;
        for (std::size_t level = 1; level < heat.size(); ++level) {
            INFO("theme " << static_cast<int>(theme) << ", level " << level);
            const double less = luminance(heat[level - 1].fill), more = luminance(heat[level].fill);
            CHECK((theme == Theme::night ? more > less : more < less));
            CHECK(contrast(heat[level - 1].fill, heat[level].fill) > 1.1);
        }
    }
}

TEST_CASE("on every screen each theme draws with its own colours only, also right after the other") {
    UiDriver ui({1024, 600});
    for (const Theme theme : {Theme::night, Theme::day, Theme::standard, Theme::night}) {
        const std::set<ImU32> own = colours_in(palette_of(theme));
        for (const samples::Sample& sample : samples::all(Language::vi)) {
            ui.view = sample.view;
            ui.view.preferences.theme = theme;
            ui.frame(3);
            INFO(sample.name << " in theme " << static_cast<int>(theme));
            for (const ImU32 colour : colours_drawn()) CHECK(own.contains(colour));
        }
    }
}
