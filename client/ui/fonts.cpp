#include "client/ui/fonts.h"

#include <cmath>
#include <fstream>

#include "client/ui/theme.h"

namespace nuong::client {
namespace {

Error missing_font(const std::string& file) {
    return {ErrorCode::not_found,
            {"Thiếu tệp phông chữ " + file + ". Hãy cài gói fonts-noto-core rồi mở lại.",
             "The font file " + file + " is missing. Install the package fonts-noto-core and start again."}};
}

bool is_readable(const std::string& file) { return std::ifstream(file, std::ios::binary).good(); }

ImVector<ImWchar> glyph_ranges(ImFontAtlas& atlas) {
    static const ImWchar extra[] = {0x0100, 0x017F,  // names of other peoples of the highlands
                                    0x0300, 0x0303, 0x0309, 0x0309, 0x0323, 0x0323,  // lone marks stay visible
                                    0x2010, 0x2027, 0x2030, 0x2030, 0x20AB, 0x20AB, 0};
    ImFontGlyphRangesBuilder builder;
    builder.AddRanges(atlas.GetGlyphRangesVietnamese());
    builder.AddRanges(extra);
    ImVector<ImWchar> ranges;
    builder.BuildRanges(&ranges);
    return ranges;
}

}  // namespace

Result<Fonts> load_fonts(const FontFiles& files, float scale) {
    for (const std::string& file : {files.regular, files.bold})
        if (!is_readable(file)) return missing_font(file);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    const ImVector<ImWchar> ranges = glyph_ranges(atlas);
    const auto load = [&](const std::string& file, float pixels) {
        return atlas.AddFontFromFileTTF(file.c_str(), std::round(pixels * scale), nullptr, ranges.Data);
    };
    const Fonts fonts = {load(files.regular, size::body_text), load(files.regular, size::small_text),
                         load(files.bold, size::body_text), load(files.bold, size::title_text),
                         load(files.regular, size::caption_text)};
    if (!fonts.body || !fonts.small || !fonts.caption) return missing_font(files.regular);
    if (!fonts.bold || !fonts.title) return missing_font(files.bold);
    atlas.Build();  // here, because the ranges live only until the end of this function
    return fonts;
}

}  // namespace nuong::client
