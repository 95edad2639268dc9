#include "shared/forms/parse_choices.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "shared/base/json_cursor.h"
#include "shared/base/text.h"
#include "shared/forms/json_reader.h"

namespace nuong::forms {
namespace {

constexpr std::array<std::string_view, 4> media_kinds{"image", "audio", "video", "big-image"};

std::string number_text(JsonCursor& cursor) {
    const auto number = cursor.number();
    if (const auto* whole = std::get_if<std::int64_t>(&number)) return plain_text(Value(*whole));
    if (const auto* real = std::get_if<double>(&number)) return plain_text(Value(*real));
    return "";
}

class ChoicesParser {
public:
    ChoicesParser(FormDefinition& form, Problems& problems) : form_(form), problems_(problems) {}

    void run(std::string_view json) {
        JsonCursor cursor(json);
        if (cursor.kind() != JsonKind::object)
            return add_error(problems_, "choices", "Phải là {tên danh sách: [lựa chọn…]}.",
                             "Must be {list name: [choices…]}.");
        cursor.enter();
        while (const auto name = cursor.next_member()) list(std::string(*name), cursor);
        std::sort(form_.lists.begin(), form_.lists.end(),
                  [](const ChoiceList& a, const ChoiceList& b) { return a.name < b.name; });
    }

private:
    void list(std::string name, JsonCursor& cursor) {
        const std::string where = "choices/" + name;
        if (cursor.kind() != JsonKind::list) {
            cursor.skip();
            return add_error(problems_, where, "Phải là một danh sách lựa chọn.", "Must be a list of choices.");
        }
        ChoiceList list;
        list.name = std::move(name);
        cursor.enter();
        for (std::size_t index = 0; cursor.next_element(); ++index) choice(list, where, index, cursor);
        find_duplicates(list, where);
        form_.lists.push_back(std::move(list));
    }

    static std::string place(const std::string& where, std::size_t index) {
        return where + "[" + std::to_string(index) + "]";
    }

    void choice(ChoiceList& list, const std::string& where, std::size_t index, JsonCursor& cursor) {
        if (cursor.kind() != JsonKind::object) {
            cursor.skip();
            return add_error(problems_, place(where, index), "Phải là một lựa chọn {\"name\":…,\"label\":…}.",
                             "Must be a choice {\"name\":…,\"label\":…}.");
        }
        Choice choice;
        cursor.enter();
        while (const auto key = cursor.next_member()) member(choice, *key, where, index, cursor);
        std::sort(choice.columns.begin(), choice.columns.end());
        if (choice.name.empty() || choice.name.find_first_of(" \t\n") != std::string::npos)
            add_error(problems_, place(where, index) + ": name", "Mã lựa chọn không được trống và không có dấu cách.",
                      "A choice needs a name without spaces.");
        if (choice.label.empty() && choice.media.empty())
            add_error(problems_, place(where, index) + ": label", "Lựa chọn \"" + choice.name + "\" thiếu nhãn.",
                      "The choice \"" + choice.name + "\" has no label.");
        list.choices.push_back(std::move(choice));
    }

    void member(Choice& choice, std::string_view key, const std::string& where, std::size_t index, JsonCursor& cursor) {
        if (cursor.kind() == JsonKind::null) {
            cursor.skip();
        } else if (key == "name") {
            if (auto name = scalar(cursor)) choice.name = std::move(*name);
        } else if (key == "label") {
            choice.label = label(where, index, "label", cursor);
        } else if (std::find(media_kinds.begin(), media_kinds.end(), key) != media_kinds.end()) {
            const std::string kind(key);
            if (Label files = label(where, index, kind, cursor); !files.empty())
                choice.media.emplace(kind, std::move(files));
        } else {
            std::string column(key);
            if (auto text = scalar(cursor)) choice.columns.emplace_back(std::move(column), std::move(*text));
            else
                add_error(problems_, place(where, index) + ": " + column, "Cột của lựa chọn phải là văn bản hoặc số.",
                          "A column of a choice must be text or a number.");
        }
    }

    // Of a text or a number; anything else is passed over.
    static std::optional<std::string> scalar(JsonCursor& cursor) {
        if (cursor.kind() == JsonKind::text) return clean_text(cursor.text()).value_or("");
        if (cursor.kind() == JsonKind::number) return number_text(cursor);
        cursor.skip();
        return std::nullopt;
    }

    Label label(const std::string& where, std::size_t index, const std::string& key, JsonCursor& cursor) {
        Label label;
        const auto add = [&](std::string language, std::string words) {
            if (!words.empty()) label.texts.insert_or_assign(std::move(language), std::move(words));
        };
        if (cursor.kind() != JsonKind::object) {
            if (auto words = scalar(cursor)) add(form_.default_language, std::move(*words));
            else wrong(where, index, key, "văn bản hoặc {\"vi\":…,\"en\":…}", "text or {\"vi\":…,\"en\":…}");
            return label;
        }
        cursor.enter();
        while (const auto found = cursor.next_member()) {
            std::string language(*found);
            auto words = cursor.kind() == JsonKind::text ? scalar(cursor) : (cursor.skip(), std::nullopt);
            if (is_language(language) && words) add(std::move(language), std::move(*words));
            else wrong(where, index, key, "văn bản theo từng ngôn ngữ", "one text per language");
        }
        return label;
    }

    void wrong(const std::string& where, std::size_t index, const std::string& key, const char* vi, const char* en) {
        add_error(problems_, place(where, index) + ": " + key, std::string("Phải là ") + vi + ".",
                  std::string("Must be ") + en + ".");
    }

    void find_duplicates(ChoiceList& list, const std::string& where) {
        std::unordered_set<std::string_view> names;
        names.reserve(list.choices.size());
        for (std::size_t i = 0; i < list.choices.size(); ++i) {
            const std::string& name = list.choices[i].name;
            if (name.empty() || names.insert(name).second) continue;
            list.has_duplicates = form_.settings.allows_duplicate_choices;
            if (list.has_duplicates) return;
            add_error(problems_, place(where, i) + ": name", "Mã lựa chọn \"" + name + "\" bị trùng.",
                      "The choice \"" + name + "\" stands twice.");
        }
    }

    FormDefinition& form_;
    Problems& problems_;
};

}  // namespace

void parse_choices(std::string_view json, FormDefinition& form, Problems& problems) {
    ChoicesParser(form, problems).run(json);
}

}  // namespace nuong::forms
