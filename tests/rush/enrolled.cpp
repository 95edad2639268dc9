#include "tests/rush/enrolled.h"

#include <random>
#include <stdexcept>

#include "shared/clock/clock_source.h"
#include "shared/forms/parse_form.h"
#include "sync-server/admin/data_folder.h"
#include "sync-server/core/enrol.h"

namespace nuong::rush {
namespace {

std::unique_ptr<SqlChangeStore> opened(const RushPlace& place) {
    admin::DataFolder folder(place.folder, std::nullopt, place.database);
    auto store = folder.open();
    if (!store) throw std::runtime_error(store.error().message.en);
    return std::move(*store);
}

std::shared_ptr<const DocumentBook> book_of(StoreReader& reader) {
    auto book = make_book(reader.documents_in_force());
    if (!book) throw std::runtime_error(book.error().message.en);
    return *book;
}

std::vector<AreaCode> communes_of(const AreaTree& areas, Date day) {
    std::vector<AreaCode> communes;
    for (const Area& area : areas.areas())
        if ((area.type == "commune" || area.type == "ward" || area.type == "township") &&
            areas.is_in_force(area.code, day))
            communes.push_back(area.code);
    if (communes.empty()) throw std::runtime_error("no commune is in force");
    return communes;
}

}  // namespace

std::vector<ThinDevice> enrol_devices(const RushPlace& place, int count, const std::string& name,
                                      const std::string& role) {
    const auto store = opened(place);
    const auto book = book_of(*store->read());
    const StoreFacts facts = store->read()->facts();
    const Instant now = RealClockSource().now();
    const std::vector<AreaCode> communes = communes_of(book->areas, *parse_date("2024-12-31"));
    std::mt19937_64 random(std::random_device{}());
    std::vector<ThinDevice> devices;
    const auto transaction = store->begin();
    for (int i = 0; i < count; ++i) {
        const UserId user = name + "." + std::to_string(i);
        const AreaCode& commune = communes[static_cast<std::size_t>(i) % communes.size()];
        transaction->put_user({user, role, false, {commune}});
        const auto code = issue_code(*transaction, user, "console", now);
        if (!code) throw std::runtime_error(code.error().message.en);
        const SigningKey key = make_signing_key();
        const DeviceId id{random() | 1};
        const auto answer = enrol(*transaction, *book, {*code, id, user, key.public_key}, std::nullopt, now);
        const auto* enrolled = std::get_if<protocol::EnrollAnswer>(&answer);
        if (!enrolled) throw std::runtime_error(std::get<protocol::HttpError>(answer).message.en);
        devices.emplace_back(id, user, enrolled->token, key,
                             ThinDevice::Standing{enrolled->epoch,
                                                  book->catalogue_mark,
                                                  protocol::fingerprint(enrolled->grants),
                                                  {commune, facts.position},
                                                  facts.erasures});
    }
    transaction->commit();
    return devices;
}

void work_a_day(std::vector<ThinDevice>& devices, const DayOfWork& day) {
    const auto form = forms::parse_form(day.register_package);
    if (!form) throw std::runtime_error("the register does not parse");
    constexpr int registered = changes_of_a_day - 2;
    for (ThinDevice& device : devices) {
        const Instant at = RealClockSource().now();
        std::vector<RecordState> made;
        for (int i = 0; i < registered; ++i) made.push_back(device.save_new(*form.definition, day.person(), at));
        for (std::size_t i = 0; i < 2; ++i) device.save_edit(*form.definition, made[i], day.correction, at);
    }
}

std::size_t lost_changes(const RushPlace& place, const std::vector<ThinDevice>& devices) {
    const auto store = opened(place);
    const auto reader = store->read();
    std::size_t lost = 0;
    for (const ThinDevice& device : devices) {
        const auto there = reader->changes_by(device.id(), 0, device.acked());
        lost += device.acked() - std::min<std::uint64_t>(device.acked(), there.size());
        for (const ChangeRow& change : there)
            if (change.verdict.empty() && !reader->record(change.record)) ++lost;
    }
    return lost;
}

}  // namespace nuong::rush
