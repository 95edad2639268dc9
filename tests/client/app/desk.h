// A session at the window of the field device.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <functional>
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
    // What lies on the device, while nobody has it open in the window.
    std::unique_ptr<Replica> store() {
        const auto key =
            Keyring(device.options().home, FieldDevice::pin_cost).unlock("", FieldDevice::pin, clock.now());
        return std::move(Replica::open(device.options().home, *key).value());
    }
};

inline protocol::SyncAnswer answer_now(Replica& replica, const Desk& desk) {
    protocol::SyncAnswer answer;
    answer.epoch = replica.device().epoch;
    answer.time = desk.clock.now();
    return answer;
}

// Its user looks after the district from now on, as the published roles say; `also` is what the grants say besides.
inline void make_chief(Desk& desk, const std::string& roles, const std::function<void(DeviceInfo&)>& also = {}) {
    const auto replica = desk.store();
    DeviceInfo info = replica->device();
    info.role = "chief";
    if (also) also(info);
    replica->devices().save(info);
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.catalogue = replica->schemas().catalogue();
    answer.catalogue->push_back({"roles", "roles", 9, to_hex(sha256(roles))});
    std::vector<std::string> bodies(answer.catalogue->size());
    bodies.back() = roles;
    replica->apply(answer, bodies, desk.clock.now());
}

}  // namespace nuong::client
