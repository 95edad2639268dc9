// audit person: who has seen or handled the records of one person, to be printed and given to them.
#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "shared/forms/compile.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/access_history.h"
#include "sync-server/core/principal.h"

namespace nuong::admin {
namespace {

// As a person says it. What a newer device calls something is shown as it is.
Message word_for(const std::string& what) {
    static const std::map<std::string, Message> words{
        {"read", {"mở xem", "opened"}},
        {"search", {"tìm thấy trong danh sách", "found in a list"}},
        {"list", {"mở danh sách", "opened a list"}},
        {"report", {"lập báo cáo có danh sách", "made a report with a list"}},
        {"print", {"in ra giấy", "printed"}},
        {"export", {"xuất ra tệp", "exported to a file"}},
        {"decide", {"quyết định giữ câu trả lời nào", "decided which answer holds"}},
        {"write", {"ghi", "wrote"}},
    };
    const auto at = words.find(what);
    return at == words.end() ? Message{what, what} : at->second;
}

// What ids stand for, looked up once.
class Names {
public:
    Names(StoreReader& reader, Language language) : language_(language) {
        std::vector<DocumentRow> documents = reader.documents_in_force();
        for (const DocumentRow& document : documents)
            if (document.kind == "form")
                if (const auto form = forms::compile_package(document.body).form)
                    forms_[document.id] =
                        message_of(form->definition.title, form->definition.default_language).in(language);
        const auto book = make_book(documents);
        for (const UserRow& user : reader.users()) {
            const Role* role = book ? (*book)->role(user.role) : nullptr;
            roles_[user.name] = role ? role->name.in(language) : user.role;
        }
        for (const DeviceRow& device : reader.devices()) devices_[device.id] = device.name;
    }

    std::string form(const FormId& id) const { return found(forms_, id, id); }
    std::string role(const UserId& user) const {
        return is_operator(user) ? Message{"người vận hành máy chủ", "operator of the server"}.in(language_)
                                 : found(roles_, user, std::string());
    }
    std::string device(const std::optional<DeviceId>& id) const {
        if (!id) return Message{"máy chủ", "the server"}.in(language_);
        const std::string name = found(devices_, *id, std::string());
        return (name.empty() ? "" : name + " · ") + to_string(*id).substr(0, 6);
    }

private:
    template <class Key>
    static std::string found(const std::map<Key, std::string>& names, const Key& key, const std::string& otherwise) {
        const auto at = names.find(key);
        return at == names.end() ? otherwise : at->second;
    }

    Language language_;
    std::map<FormId, std::string> forms_;
    std::map<UserId, std::string> roles_;
    std::map<DeviceId, std::string> devices_;
};

OrderedJson json_of(const Access& access, const Names& names) {
    return {{"at", to_string(access.at)},
            {"user", access.who},
            {"role", names.role(access.who)},
            {"device", access.device ? OrderedJson(to_string(*access.device)) : OrderedJson(nullptr)},
            {"device_name", names.device(access.device)},
            {"what", access.what},
            {"record", access.record ? OrderedJson(to_string(*access.record)) : OrderedJson(nullptr)},
            {"form", access.form},
            {"certain", access.is_certain}};
}

void print_page(Context& context, const RecordId& person, const AccessHistory& history, const Names& names) {
    const Language language = context.language();
    context.out << Message{"LỊCH SỬ TRUY CẬP HỒ SƠ ", "WHO HAS SEEN THE RECORD "}.in(language) << to_string(person)
                << "\n"
                << Message{"Lập lúc ", "Made at "}.in(language) << day_and_time(context.clock.now())
                << Message{" (giờ Việt Nam). Số phiếu của người này: ", " (Viet Nam time). Records of this person: "}
                       .in(language)
                << history.records << "\n\n";
    std::vector<std::vector<std::string>> rows;
    for (const Access& access : history.entries)
        rows.push_back(
            {day_and_time(access.at), access.who, names.role(access.who), names.device(access.device),
             word_for(access.what).in(language) +
                 (access.is_certain ? "" : Message{" (có thể có người này)", " (may hold this person)"}.in(language)),
             names.form(access.form)});
    print_table(context.out,
                language == Language::vi ? std::vector<std::string>{"Lúc", "Ai", "Vai trò", "Máy", "Việc", "Phiếu"}
                                         : std::vector<std::string>{"When", "Who", "Role", "Device", "What", "Form"},
                rows);
    context.out << "\n"
                << Message{"Những lần xem trên máy chưa đồng bộ chưa có ở đây. Danh sách này không ghi nội dung phiếu và "
                           "không nêu người nào khác.",
                           "What was seen on devices that have not synced since is not here yet. This list repeats "
                           "nothing from the records and names no other person's."}
                       .in(language)
                << "\n";
}

}  // namespace

Result<int> audit_person(Context& context) {
    const std::string& text = context.line.words[0];
    const auto person = parse_uuid(text);
    if (!person)
        return Error{ErrorCode::usage, {"“" + text + "” không phải mã phiếu.", "\"" + text + "\" is not a record id."}};
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    const AccessHistory history = access_history(*reader, *person);
    const Names names(*reader, context.language());
    reader.reset();
    if (history.records == 0 && history.entries.empty())
        return Error{ErrorCode::not_found,
                     {"Máy chủ không có hồ sơ " + text + ", cũng không biết ai đã xem.",
                      "The server has no record " + text + ", and knows of nobody who has seen it."}};
    context.note(**store, "audit_person", text);
    if (!context.line.json) {
        print_page(context, *person, history, names);
        return 0;
    }
    OrderedJson list = OrderedJson::array();
    for (const Access& access : history.entries) list.push_back(json_of(access, names));
    print_json(context.out, {{"record", text}, {"records", history.records}, {"entries", std::move(list)}});
    return 0;
}

}  // namespace nuong::admin
