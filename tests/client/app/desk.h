// A session at the window of the field device.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "tests/client/app/field_device.h"
#include "tests/support/temporary_folder.h"

namespace nuong::client {

// `restart` is a closed lid and a new start.
struct Desk {
    explicit Desk(const std::string& home, const std::vector<std::string>& more_forms = {}) : device(home, more_forms) {
        restart();
    }

    FieldDevice device;
    FakeClockSource clock{FieldDevice::morning};
    std::unique_ptr<Session> session;

    void restart() {
        session = std::make_unique<Session>(device.options(), clock, [] {});
    }
    void perform(const Action& action) { session->perform(action); }
    void unlock() { perform(Unlock{FieldDevice::pin}); }
    const ViewModel& view() { return session->view_model(); }
    template <class T>
    const T& screen() {
        const T* shown = std::get_if<T>(&view().screen);
        if (!shown) FAIL("another screen, index " << view().screen.index());
        return *shown;
    }
    const FormItem& item(const Path& path) {
        for (const FormPage& page : screen<FormView>().pages)
            for (const FormItem& item : page.items)
                if (item.path == path) return item;
        FAIL("no question " << path);
        throw std::logic_error("not reached");
    }
    void start_screening() {
        perform(OpenPeople{});
        perform(OpenRecord{device.person()});
        perform(StartForm{"screening_assist", device.person()});
    }
};

}  // namespace nuong::client
