// Colours by what they are for, one set per theme. Every widget takes them from Ui::colour, so that a theme is one
// value and nothing keeps a colour of another. tests/ui/palette_test.cpp measures the contrast of every pair that
// widgets use.
#pragma once
#include <imgui.h>

#include <array>

#include "client/app/preferences.h"
#include "client/app/view_model.h"

namespace nuong::client {

struct ToneColours {
    ImU32 ink, fill;
};

struct Palette {
    ImU32 paper, card;                                  // behind everything; sheets and fields on it
    ImU32 line, line_strong;                            // around what only lies there; around what can be used
    ImU32 ink, muted;                                   // words; words beside them
    ImU32 accent, accent_dark, accent_soft, on_accent;  // marks, signs and words to tap; a calm fill; words on `accent`
    ImU32 action, action_pressed, on_action;            // the one button that goes on
    ImU32 bar, bar_button, bar_pressed, bar_progress, on_bar;
    ImU32 pressed;  // what a finger is on
    ImU32 danger;
    ImU32 disabled, on_disabled;
    ImU32 focus;  // the ring around where the keyboard is
    ImU32 track;  // what a progress bar has not reached
    ImU32 selection, scroll;
    ImU32 note, note_edge;
    std::array<ToneColours, 5> tones;  // by Tone
    std::array<ToneColours, 5> heat;   // by HeatCell::level: nothing, then four steps from few to many

    ToneColours of(Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
    ToneColours of_band(int level) const;  // of ResultRow::band_level
};

const Palette& palette_of(Theme theme);

}  // namespace nuong::client
