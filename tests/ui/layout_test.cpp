// What a person would call a broken screen: things over each other, things cut off, letters missing, targets too small
// for a finger. Checked on every screen, in both languages, on a small and a large display.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

const ImVec2 displays[] = {{1024, 600}, {1920, 1080}, {800, 480}, {600, 1024}};
constexpr TextSize text_sizes[] = {TextSize::normal, TextSize::large, TextSize::very_large};

float overlap(float a0, float a1, float b0, float b1) { return std::min(a1, b1) - std::max(a0, b0); }

bool overlap(const Box& a, const Box& b) {
    constexpr float touching = 2;  // letters have air above and below
    return overlap(a.min.x, a.max.x, b.min.x, b.max.x) > touching &&
           overlap(a.min.y, a.max.y, b.min.y, b.max.y) > touching;
}

std::vector<SeenWidget> things_in_sight(const UiDriver& ui) {
    std::vector<SeenWidget> things;
    for (const SeenWidget& each : ui.widgets())
        if (each.kind != WidgetKind::container && each.is_visible()) things.push_back(each);
    return things;
}

std::string overlaps(const UiDriver& ui) {
    std::string found;
    const std::vector<SeenWidget> things = things_in_sight(ui);
    for (std::size_t i = 0; i < things.size(); ++i)
        for (std::size_t j = i + 1; j < things.size(); ++j)
            if (overlap(things[i].visible, things[j].visible))
                found += "'" + things[i].label + "' over '" + things[j].label + "'\n";
    return found;
}

std::string outside(const UiDriver& ui, ImVec2 display) {
    std::string found;
    for (const SeenWidget& each : ui.widgets()) {
        const bool too_wide = each.box.min.x < -0.5f || each.box.max.x > display.x + 0.5f;
        const bool too_low = each.is_visible() && (each.visible.min.y < -0.5f || each.visible.max.y > display.y + 0.5f);
        if (too_wide || too_low) found += "'" + each.label + "'\n";
    }
    return found;
}

std::string too_small(const UiDriver& ui) {
    std::string found;
    for (const SeenWidget& each : ui.widgets())
        if (each.kind != WidgetKind::text && each.kind != WidgetKind::container &&
            std::min(each.box.height(), each.box.width()) < size::finger * ui.state.ui.scale - 0.5f)
            found += "'" + each.label + "'\n";
    return found;
}

// Code points that the font would draw as "?".
std::string missing_glyphs(const ImFont& font, const std::string& text) {
    std::string missing;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        unsigned code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        if (code >= 0x20 && (code > 0xFFFF || !font.FindGlyphNoFallback(static_cast<ImWchar>(code))))
            missing += text.substr(i, length);
        i += length;
    }
    return missing;
}

}  // namespace

TEST_CASE("on every screen nothing overlaps, nothing is cut off, and fingers can hit everything") {
    for (const ImVec2 display : displays)
        for (const TextSize text_size : text_sizes)
            for (const Language language : {Language::vi, Language::en}) {
                UiDriver ui(display, text_size);
                for (const samples::Sample& sample : samples::all(language)) {
                    INFO(sample.name << (language == Language::vi ? " vi " : " en ") << display.x << "x" << display.y
                                     << " text " << static_cast<int>(text_size));
                    ui.view = sample.view;
                    ui.frame(3);
                    CHECK(ui.widgets().size() > 2);
                    CHECK(overlaps(ui) == "");
                    CHECK(outside(ui, display) == "");
                    CHECK(too_small(ui) == "");
                }
            }
}

TEST_CASE("no word of our own is cut short on a field laptop, in either language, whatever the size of the text") {
    for (const ImVec2 display : {ImVec2{1024, 600}, ImVec2{1920, 1080}})
        for (const TextSize text_size : text_sizes)
            for (const Language language : {Language::vi, Language::en}) {
                UiDriver ui(display, text_size);
                for (const samples::Sample& sample : samples::all(language)) {
                    ui.view = sample.view;
                    ui.frame(3);
                    for (const SeenWidget& each : ui.widgets()) {
                        INFO(sample.name << " " << display.x << " text " << static_cast<int>(text_size) << ": "
                                         << each.label);
                        CHECK_FALSE(each.cut);
                    }
                }
            }
}

TEST_CASE("an open calendar stays in order, in both languages, and every day of it can be hit") {
    for (const ImVec2 display : displays)
        for (const Language language : {Language::vi, Language::en}) {
            INFO(display.x << "x" << display.y);
            UiDriver ui(display);
            FormView form{.record = samples::record(5), .title = "Thăm"};
            form.pages = {{"Thăm", {{.path = "on", .kind = ItemKind::date, .label = "Ngày thăm"}}}};
            ui.view = samples::frame(samples::Words{language}, form);
            ui.frame(2);
            ui.tap(language == Language::vi ? "Lịch" : "Calendar");
            ui.frame(2);
            CHECK(ui.text().find("05/12/2024") != std::string::npos);
            CHECK(overlaps(ui) == "");
            CHECK(outside(ui, display) == "");
            CHECK(too_small(ui) == "");
        }
}

TEST_CASE("long pages stay in order all the way down") {
    for (const ImVec2 display : displays)
        for (const TextSize text_size : {TextSize::normal, TextSize::very_large}) {
            UiDriver ui(display, text_size);
            for (const samples::Sample& sample : samples::all(Language::vi)) {
                ui.view = sample.view;
                ui.frame(3);
                for (int turn = 0; turn < 12; ++turn) {
                    ImGui::GetIO().MousePos = {display.x / 2, display.y / 2};
                    ImGui::GetIO().MouseWheel = -1.5f;
                    ui.frame(2);
                    INFO(sample.name << " " << display.x << "x" << display.y << " turn " << turn << " text "
                                     << static_cast<int>(text_size));
                    CHECK(overlaps(ui) == "");
                    CHECK(outside(ui, display) == "");
                }
            }
        }
}

TEST_CASE("every letter of every screen exists in every font") {
    UiDriver ui({1024, 600});
    ui.frame();
    const Fonts& fonts = ui.state.ui.fonts;
    for (const Language language : {Language::vi, Language::en}) {
        std::string all;
        for (std::size_t i = 0; i < static_cast<std::size_t>(Word::count_); ++i) {
            const std::string& word = words::say(language, static_cast<Word>(i));
            INFO("word number " << i);
            CHECK_FALSE(word.empty());
            all += word;
        }
        for (const samples::Sample& sample : samples::all(language)) {
            ui.view = sample.view;
            ui.frame(2);
            for (const SeenWidget& each : ui.widgets()) all += each.label + each.value;
        }
        for (const ImFont* font : {fonts.body, fonts.small, fonts.bold, fonts.title})
            CHECK(missing_glyphs(*font, all) == "");
    }
}

TEST_CASE("type grows with the room there is, and never below what the display asks for") {
    const auto scale = [](float width, float height, float content_scale) {
        return comfortable_scale({width, height, content_scale}, TextSize::normal);
    };
    CHECK(scale(1024, 600, 1) == 1.0f);
    CHECK(scale(1366, 768, 1) == 1.0f);
    CHECK(scale(1920, 1080, 1) == 1.3f);
    CHECK(scale(1920, 600, 1) == 1.0f);
    CHECK(scale(1536, 900, 1.5f) == 1.5f);
    CHECK(scale(3840, 2160, 2) == 2.6f);
}

TEST_CASE("text of the size that a person wants comes on top, as far as the window has room for it") {
    const auto scale = [](float width, float height, TextSize size) {
        return comfortable_scale({width, height}, size);
    };
    CHECK(scale(1024, 600, TextSize::large) == 1.25f);
    CHECK(scale(1024, 600, TextSize::very_large) == 1.5f);
    CHECK(scale(1920, 1080, TextSize::very_large) == Catch::Approx(1.95f));
    CHECK(scale(800, 480, TextSize::very_large) == Catch::Approx(1.25f));
}

TEST_CASE("on a display that knows its size the smallest target has nine millimetres, whatever the desktop asks for") {
    for (const Display& display :
         {Display{1280, 800, 1, 5.9f}, Display{1366, 768, 1, 5.34f}, Display{1024, 600, 1, 4.6f},
          Display{1920, 1200, 1, 8.9f}, Display{1920, 1080, 1, 5.6f}}) {
        INFO(display.width << "x" << display.height << " with " << display.dots_per_mm << " dots per mm");
        CHECK(comfortable_scale(display, TextSize::normal) * size::finger >= 9 * display.dots_per_mm);
    }
    CHECK(comfortable_scale({1366, 768, 1, 3.8f}, TextSize::normal) == 1.0f);  // coarse dots are large enough
}

TEST_CASE("a missing font file is named together with its cure") {
    ImGui::CreateContext();
    const Result<Fonts> fonts = load_fonts({.regular = "/nowhere/NotoSans-Regular.ttf"}, 1);
    ImGui::DestroyContext();
    REQUIRE_FALSE(fonts);
    CHECK(fonts.error().code == ErrorCode::not_found);
    CHECK(fonts.error().message.vi.find("/nowhere/NotoSans-Regular.ttf") != std::string::npos);
    CHECK(fonts.error().message.vi.find("fonts-noto-core") != std::string::npos);
}

TEST_CASE("a larger display scale enlarges everything alike") {
    UiDriver ui({1536, 900});
    REQUIRE(prepare(ui.state, {}, 1.5f));
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    for (const samples::Sample& sample : samples::all(Language::vi)) {
        INFO(sample.name);
        ui.view = sample.view;
        ui.frame(3);
        CHECK(overlaps(ui) == "");
        CHECK(outside(ui, {1536, 900}) == "");
    }
}
