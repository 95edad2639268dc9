// ScanWatch: tells a scanner from a hand. A scanner is a keyboard that types a whole line in the time in which a hand
// presses one key or two, wherever the keyboard happens to be. So what is typed waits a moment until it is known who
// typed it: a hand's keys are handed on, a scanner's are kept together and never taken for single keys.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace nuong::client {

class ScanWatch {
public:
    struct Heard {
        std::string keys = {};                 // of a hand; they were meant for nothing that is being typed
        std::optional<std::string> scan = {};  // a whole line of a scanner
        bool is_taken = false;                 // what came in this frame is the watch's: nobody else may act on it
    };

    // What one frame brings.
    struct Keys {
        std::string_view text = {};
        bool entered = false;
        bool in_field = false;     // it goes into a field too, where a hand may type as fast as it likes and only a
                                   // citizen card is known for what it is
        bool more = false;         // has been typed already and comes with the next frames
        double frame_seconds = 0;  // how long a frame takes here: what came meanwhile seems to come at its end
    };
    Heard hear(const Keys& keys, double now);
    double wait(double now) const;  // seconds until it has to be asked again; never when nothing is open
    bool is_scanning() const { return is_scan_; }
    bool is_quiet() const { return run_.empty(); }

private:
    void close(Heard& heard);

    std::string run_;   // keys one right after the other
    double last_ = 0;   // when the last of them came
    double pause_ = 0;  // after which the next one does not belong to them
    bool in_field_ = false, is_scan_ = false;
};

}  // namespace nuong::client
