#include "district.h"

#include <algorithm>
#include <stdexcept>

#include "shared/merge/merge.h"
#include "shared/protocol/code_proof.h"
#include "tests/support/test_store.h"

namespace nuong::testing {

RecordState state_of(const RecordId& id, const FormId& form, std::vector<std::pair<Path, Value>> values) {
    RecordState state;
    state.id = id;
    state.form = form;
    Dot dot{DeviceId{7}, 1};
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [path, value] : values) {
        Head head;
        head.dot = dot;
        head.value = std::move(value);
        head.author = "lan";
        state.registers.push_back({path, {std::move(head)}});
        state.context.add(dot);
        ++dot.n;
    }
    return state;
}

Device::Device(District& district, DeviceId device, UserId person)
    : id(device), user(std::move(person)), district_(district) {}

Change& Device::write(const RecordId& record, const FormId& form, std::vector<std::pair<Path, Value>> values) {
    auto [at, is_new] = shown.try_emplace(record, RecordState{record, form, {}, {}});
    RecordState& state = at->second;
    Change change;
    change.device = id;
    change.seq = log.size() + 1;
    change.record = record;
    change.form = form;
    change.form_version = 1;
    change.at = district_.clock.now();
    change.author = user;
    change.n0 = nuong::next_n(state, id);
    for (auto& [path, value] : values) {
        Write write{path, std::move(value), {}, std::nullopt};
        if (const Register* reg = state.find(path))
            for (const Head& head : reg->heads) write.replaces.push_back(head.dot);
        change.writes.push_back(std::move(write));
    }
    nuong::apply(state, change);
    log.push_back(std::move(change));
    return log.back();
}

RecordId Device::make(const FormId& form, const AreaCode& area, const std::string& name) {
    const RecordId record = make_uuid_v7(district_.clock.now());
    write(record, form, {{"full_name", name}, {std::string(reserved::area), area}});
    return record;
}

protocol::SyncRequest Device::request() const {
    protocol::SyncRequest request;
    request.device = id;
    request.epoch = epoch;
    for (const auto& [area, at] : cursors) request.cursors.push_back({area, at});
    request.clock = district_.clock.now();
    request.page_bytes = page_bytes;
    Hash link{};
    for (const Change& change : log) {
        if (change.seq > acked) request.changes.push_back(change);
        else link = next_link(link, sha256(protocol::encode(change)));
    }
    request.previous = protocol::mark_of(link);
    return request;
}

void Device::take(const protocol::SyncAnswer& answer) {
    epoch = answer.epoch;
    acked = answer.acked;
    for (const protocol::AreaPage& page : answer.areas) {
        cursors[page.area] = page.at;
        for (const RecordId& record : page.left) {
            left.insert(record);
            told.erase(record);
            shown.erase(record);
        }
        for (const auto& [state, text] : page.states) {
            left.erase(state.id);
            told[state.id] = state;
            told_in_order.push_back(state.id);
            const auto own = shown.find(state.id);
            shown[state.id] = own == shown.end() ? state : join(state, own->second);
        }
    }
}

Answer<protocol::SyncAnswer> Device::sync() {
    auto answer = district_.exchange(token, request());
    if (const auto* good = std::get_if<protocol::SyncAnswer>(&answer)) take(*good);
    return answer;
}

void Device::catch_up() {
    for (int i = 0; i < 10'000; ++i) {
        const auto answer = sync();
        const auto& areas = answer_of(answer).areas;
        if (std::none_of(areas.begin(), areas.end(), [](const auto& page) { return page.more; })) return;
    }
    throw std::runtime_error("the feed never ends");
}

District::District(Bare) { store = new_test_store(); }

District::District() {
    store = new_test_store();
    publish_more(small_documents());
}

void District::publish_more(const std::vector<DocumentFile>& files) {
    const auto transaction = store->begin();
    const auto published = publish(*transaction, files, "test", clock.now());
    if (!published) throw std::runtime_error(published.error().message.en);
    service.committed(transaction->commit());
    if (!service.load(*store->read())) throw std::runtime_error("cannot load");
}

void District::add_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas) {
    const auto transaction = store->begin();
    transaction->put_user({name, role, false, areas});
    transaction->commit();
}

std::string District::code_for(const UserId& name) {
    const auto transaction = store->begin();
    auto code = issue_code(*transaction, name, "test", clock.now());
    transaction->commit();
    return code.value();
}

Answer<protocol::EnrollAnswer> District::enrol(const std::string& code, DeviceId device, const std::string& held,
                                               const std::string& remote) {
    if (code.empty()) return enrol(protocol::EnrollRequest{code, device, "laptop"}, held, remote);  // a copy
    return enrol(protocol::enroll_request(protocol::keys_of_code(code), device, "laptop", std::nullopt), held, remote);
}

Answer<protocol::EnrollAnswer> District::enrol(const protocol::EnrollRequest& request, const std::string& held,
                                               const std::string& remote) {
    if (auto refused = service.refusal_to_try(remote, clock.now())) return *refused;
    const auto transaction = store->begin();
    auto answer =
        service.enrol(*transaction, request, held.empty() ? std::nullopt : token_hash(held), remote, clock.now());
    service.committed(transaction->commit());
    return answer;
}

Device District::device(const UserId& user) {
    Device device(*this, DeviceId{next_device_++}, user);
    const auto answer = enrol(code_for(user), device.id);
    device.token = std::get<protocol::EnrollAnswer>(answer).token;
    return device;
}

Answer<protocol::SyncAnswer> District::exchange(const std::string& token, const protocol::SyncRequest& request) {
    // As over the wire: encoded, decoded and checked on both sides.
    const auto arrived = protocol::decode_sync_request(protocol::encode(request));
    if (!arrived) throw std::runtime_error(arrived.error().message.en);
    const auto hash = token_hash(token);
    if (!hash) throw std::runtime_error("not a token");
    auto answer = service.exchange(*store, *hash, *arrived, clock.now());
    if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return *refused;
    auto decoded = protocol::decode_sync_answer(std::get<std::string>(answer));
    if (!decoded) throw std::runtime_error(decoded.error().message.en);
    return std::move(*decoded);
}

protocol::Grants District::grants_of(const Device& device) {
    const auto principal = authenticate(*store->read(), *service.book(), *token_hash(device.token));
    return std::get<Principal>(principal).grants;
}

std::optional<RecordState> District::record(const RecordId& id) {
    const auto row = store->read()->record(id);
    if (!row) return std::nullopt;
    return protocol::decode_state(row->state).value();
}

}  // namespace nuong::testing
