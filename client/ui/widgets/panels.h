// The furniture of a screen: bars at the edges, the scrolling page between them, cards, headers, badges, banners.
#pragma once
#include <string>

#include "client/app/view_model.h"
#include "client/ui/widgets/basics.h"
#include "client/ui/widgets/buttons.h"

namespace nuong::client {

// The scrolling middle of the screen with a column in its centre. A finger drags it. `footer` is the height to leave
// free below, in points.
class Page {
public:
    Page(Ui& ui, const char* id, float footer);
    ~Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

private:
    Ui& ui_;
    float outer_width_;
};

// A white sheet around what is drawn during its life.
class Card {
public:
    explicit Card(Ui& ui);
    Card(Ui& ui, ImU32 fill, ImU32 edge);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
    void mark_edge(ImU32 ink) { mark_ = ink; }  // a bar along the left side

private:
    Ui& ui_;
    ImVec2 start_;
    float outer_width_;
    ImU32 fill_, edge_, mark_ = 0;
    ImDrawListSplitter layers_;
};

inline constexpr float tight_bar = 520;  // narrower than that, its buttons leave out their signs

// The bar under the page: the same height on every screen, buttons drawn into it in one line.
class BottomBar {
public:
    explicit BottomBar(Ui& ui);
    ~BottomBar();
    BottomBar(const BottomBar&) = delete;
    BottomBar& operator=(const BottomBar&) = delete;
    void to_right(float width);  // the next widget ends at the right edge of the column
    float text_room(float right_width) const;

private:
    Ui& ui_;
    float outer_width_;
    ImVec2 origin_;
};

Tone tone_of(NoticeKind kind);

void section_header(Ui& ui, const std::string& text);
void badge(Ui& ui, const Badge& badge);                                       // in the flow
void badge_at(Ui& ui, const Badge& badge, ImVec2 top_left, float width_max);  // painted at a place
float badge_width(Ui& ui, const Badge& badge);
float badge_height(Ui& ui);
void progress_bar(Ui& ui, float fraction, ImU32 ink);
// In place of rows that do not exist yet.
void empty_state(Ui& ui, Icon icon, const std::string& text);
// A coloured strip with an icon; true when its cross was tapped (only with `closable`).
bool banner(Ui& ui, Tone tone, const std::string& text, bool closable);
// A line of the words in the tone, with its sign in front.
void remark(Ui& ui, Tone tone, const std::string& text);

// A whole row to tap: two lines of text, badges at the right, an arrow.
struct RowLook {
    Icon icon = Icon::none;
    std::string title = {}, detail = {};
    std::vector<Badge> badges = {};
    bool arrow = true;
    bool compact = false;  // one line only
};
float row_height(Ui& ui, bool compact = false);
bool tap_row(Ui& ui, const std::string& id, const RowLook& look);

}  // namespace nuong::client
