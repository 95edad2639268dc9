#include "client/ui/palette.h"

namespace nuong::client {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32(hex >> 16 & 0xFFu, hex >> 8 & 0xFFu, hex & 0xFFu, 0xFF); }

// Dark ink on light paper, one accent.
constexpr Palette standard_palette = {
    .paper = rgb(0xF1F4F1),
    .card = rgb(0xFFFFFF),
    .line = rgb(0xC9D2CC),
    .line_strong = rgb(0x7A8880),
    .ink = rgb(0x121E18),
    .muted = rgb(0x4A5850),
    .accent = rgb(0x0A5C43),
    .accent_dark = rgb(0x063F2D),
    .accent_soft = rgb(0xDDEFE7),
    .on_accent = rgb(0xFFFFFF),
    .action = rgb(0x0A5C43),
    .action_pressed = rgb(0x064330),
    .on_action = rgb(0xFFFFFF),
    .bar = rgb(0x0A5C43),
    .bar_button = rgb(0x226C56),
    .bar_pressed = rgb(0x064330),
    .bar_progress = rgb(0x3A7B67),
    .on_bar = rgb(0xFFFFFF),
    .pressed = rgb(0xE4EAE6),
    .danger = rgb(0xA31515),
    .disabled = rgb(0xE3E8E5),
    .on_disabled = rgb(0x5E6A63),
    .focus = rgb(0x0B4A82),
    .track = rgb(0xD5DDD8),
    .selection = rgb(0x9BD3BD),
    .scroll = rgb(0x7A8880),
    .note = rgb(0xEEF4FB),
    .note_edge = rgb(0xC3D6EA),
    .tones = {{{rgb(0x4A5850), rgb(0xE6EBE8)},
               {rgb(0x0B4A82), rgb(0xE0EDFA)},
               {rgb(0x145A35), rgb(0xDBF1E2)},
               {rgb(0x744600), rgb(0xFFEEC9)},
               {rgb(0xA31515), rgb(0xFDE5E2)}}},
    .heat = {{{rgb(0x4A5850), rgb(0xFFFFFF)},
              {rgb(0x121E18), rgb(0xE3F2EB)},
              {rgb(0x121E18), rgb(0xB4DCCB)},
              {rgb(0x121E18), rgb(0x74BB9E)},
              {rgb(0xFFFFFF), rgb(0x0A5C43)}}},
};

// Full sun washes everything out: black on white, and edges that stay visible.
constexpr Palette day_palette = {
    .paper = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .line = rgb(0x8A958F),
    .line_strong = rgb(0x4D5A53),
    .ink = rgb(0x000000),
    .muted = rgb(0x2B332F),
    .accent = rgb(0x00432F),
    .accent_dark = rgb(0x002E20),
    .accent_soft = rgb(0xD3EBE0),
    .on_accent = rgb(0xFFFFFF),
    .action = rgb(0x00432F),
    .action_pressed = rgb(0x002E20),
    .on_action = rgb(0xFFFFFF),
    .bar = rgb(0x00432F),
    .bar_button = rgb(0x1A5946),
    .bar_pressed = rgb(0x002E20),
    .bar_progress = rgb(0x30705C),
    .on_bar = rgb(0xFFFFFF),
    .pressed = rgb(0xD9E2DD),
    .danger = rgb(0x8A0000),
    .disabled = rgb(0xE8ECEA),
    .on_disabled = rgb(0x4D5A53),
    .focus = rgb(0x003A8C),
    .track = rgb(0xC8D1CC),
    .selection = rgb(0x8ECDB4),
    .scroll = rgb(0x4D5A53),
    .note = rgb(0xEAF2FC),
    .note_edge = rgb(0x7E96B5),
    .tones = {{{rgb(0x2B332F), rgb(0xE3E9E6)},
               {rgb(0x00336B), rgb(0xDCEBFC)},
               {rgb(0x00401F), rgb(0xD5F0DE)},
               {rgb(0x5A3300), rgb(0xFFE9B8)},
               {rgb(0x8A0000), rgb(0xFFE0DC)}}},
    .heat = {{{rgb(0x2B332F), rgb(0xFFFFFF)},
              {rgb(0x000000), rgb(0xD9EFE6)},
              {rgb(0x000000), rgb(0x9CD3BC)},
              {rgb(0x000000), rgb(0x57AC8A)},
              {rgb(0xFFFFFF), rgb(0x00432F)}}},
};

// By a bed or in a car: dark and calm, with nothing that shines.
constexpr Palette night_palette = {
    .paper = rgb(0x101513),
    .card = rgb(0x19201D),
    .line = rgb(0x2D3833),
    .line_strong = rgb(0x72827A),
    .ink = rgb(0xD6DDD8),
    .muted = rgb(0xA0ACA5),
    .accent = rgb(0x7CC4A6),
    .accent_dark = rgb(0x9AD6BC),
    .accent_soft = rgb(0x1E3A30),
    .on_accent = rgb(0x0B2018),
    .action = rgb(0x2A7F61),
    .action_pressed = rgb(0x1F6A50),
    .on_action = rgb(0xFFFFFF),
    .bar = rgb(0x12251E),
    .bar_button = rgb(0x1E362D),
    .bar_pressed = rgb(0x0B1813),
    .bar_progress = rgb(0x2B4C40),
    .on_bar = rgb(0xD3E3DB),
    .pressed = rgb(0x28332E),
    .danger = rgb(0xF0908A),
    .disabled = rgb(0x232B27),
    .on_disabled = rgb(0x8A968F),
    .focus = rgb(0x8FB8E8),
    .track = rgb(0x2D3833),
    .selection = rgb(0x2C5F4C),
    .scroll = rgb(0x72827A),
    .note = rgb(0x182431),
    .note_edge = rgb(0x2F455C),
    .tones = {{{rgb(0xA0ACA5), rgb(0x252E2A)},
               {rgb(0x9CC3EE), rgb(0x17283A)},
               {rgb(0x8FD0A9), rgb(0x16301F)},
               {rgb(0xE8C07A), rgb(0x362A12)},
               {rgb(0xF2A09A), rgb(0x3C1C1A)}}},
    .heat = {{{rgb(0xA0ACA5), rgb(0x19201D)},
              {rgb(0xD6DDD8), rgb(0x1D3229)},
              {rgb(0xD6DDD8), rgb(0x20483A)},
              {rgb(0xE6EDE8), rgb(0x255F4B)},
              {rgb(0xFFFFFF), rgb(0x2C7559)}}},
};

static_assert(static_cast<int>(Tone::danger) == 4, "tones stand in the order of Tone");

}  // namespace

ToneColours Palette::of_band(int level) const {
    switch (level) {
        case 1: return of(Tone::good);
        case 2: return of(Tone::warning);
        case 3: return of(Tone::danger);
        default: return of(Tone::neutral);
    }
}

const Palette& palette_of(Theme theme) {
    switch (theme) {
        case Theme::day: return day_palette;
        case Theme::night: return night_palette;
        case Theme::standard: break;
    }
    return standard_palette;
}

}  // namespace nuong::client
