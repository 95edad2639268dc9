#include "client/ui/scan_watch.h"

#include <algorithm>
#include <limits>

namespace nuong::client {
namespace {

constexpr double pause_seconds = 0.08;     // a hand's keys are further apart, all but two or three that roll
constexpr std::size_t keys_of_a_hand = 3;  // so close together
constexpr std::size_t card_number = 12;

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// What every citizen card begins with, and nothing that people write.
bool begins_as_card(std::string_view text) {
    if (text.size() <= card_number || text[card_number] != '|') return false;
    return std::all_of(text.begin(), text.begin() + card_number, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

ScanWatch::Heard ScanWatch::hear(const Keys& keys, double now) {
    Heard heard;
    pause_ = std::max(pause_seconds, 1.5 * keys.frame_seconds);
    if (!run_.empty() && now - last_ > pause_) close(heard);
    if (!keys.text.empty()) {
        if (run_.empty()) in_field_ = keys.in_field;
        run_ += keys.text;
    }
    if (!keys.text.empty() || keys.more) last_ = now;
    is_scan_ = is_scan_ || (in_field_ ? begins_as_card(run_) : letters(run_) > keys_of_a_hand);
    heard.is_taken = is_scan_ || (!run_.empty() && !in_field_);
    if (keys.entered && is_scan_) close(heard);
    return heard;
}

double ScanWatch::wait(double now) const {
    if (run_.empty()) return std::numeric_limits<double>::infinity();
    return std::max(last_ + pause_ - now, 0.0) + 0.001;
}

void ScanWatch::close(Heard& heard) {
    if (is_scan_) heard.scan = run_;
    else if (!in_field_) heard.keys += run_;
    run_.clear();
    is_scan_ = in_field_ = false;
}

}  // namespace nuong::client
