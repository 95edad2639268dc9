// The tour: a picture of every station of a story at the window, for people to look at; tour/ beside the build.
#pragma once
#include <filesystem>
#include <string>

#include "tests/ui_window/hands.h"

namespace nuong::client {

// Numbered pictures, in the order of the story.
class Tour {
public:
    Tour(Hands& hands, MainLoop& loop, std::string prefix) : hands_(hands), loop_(loop), prefix_(std::move(prefix)) {}

    void picture(const std::string& station, bool also_english = false) {
        ++station_;
        take(station, "vi");
        if (!also_english) return;
        loop_.session().perform(SetLanguage{Language::en});
        take(station, "en");
        loop_.session().perform(SetLanguage{Language::vi});
        hands_.settle();
    }

private:
    void take(const std::string& station, const std::string& language) {
        const WindowSize size = loop_.window().size();
        const std::string number = (station_ < 10 ? "0" : "") + std::to_string(station_);
        const std::filesystem::path file = std::filesystem::path(NUONG_TOUR_DIR) /
                                           (prefix_ + number + "-" + station + "-" + language + "-" +
                                            std::to_string(size.width) + "x" + std::to_string(size.height) + ".png");
        std::filesystem::remove(file);
        hands_.settle();
        hands_.take_picture(file);
    }

    Hands& hands_;
    MainLoop& loop_;
    std::string prefix_;
    int station_ = 0;
};

}  // namespace nuong::client
