// A province with every shipped form, in which each person of the table of rights could meet each record.
#pragma once
#include "tests/sync-server/core/district.h"
#include "tests/sync-server/core/rights_table.h"

namespace nuong::testing {

struct Place {
    const char* name;
    const char* code;
    bool is_granted;  // to a user of the district 089
};
inline constexpr Place places[]{{"the area itself", "089", true},
                                {"below it", "03076", true},
                                {"beside it", "02635", false},
                                {"above it", "10", false}};

// Somebody of whose caseload a record is, and who is none of the people of the table.
inline const UserId stranger = "stranger";

struct Laid {
    RecordId id;
    FormId form;
    const Place* place;
    UserId owner;  // whose case it is; "": nobody's
    Hash file{};   // of what is nobody's
};

// Each person of the table is a user of that name, with the rights of the role in the district 089.
class Province {
public:
    Province();

    // Every form in every place, once for each owner.
    std::vector<Laid> lay(const std::vector<UserId>& owners);

    District& district() { return district_; }
    const std::vector<FormId>& forms() const { return forms_; }

private:
    Laid lay(StoreTransaction& transaction, const FormId& form, const Place& place, const UserId& owner);

    District district_;
    std::vector<FormId> forms_;
    std::uint64_t laid_ = 0;
};

std::string text_of(const std::filesystem::path& path);
std::vector<DocumentFile> shipped_documents(const std::vector<std::string>& folders);

char right_to(const RoleRights& rights, const FormId& form);   // '-': none
bool reads_all(const RoleRights& rights, const FormId& form);  // of its areas, whosever case it is
bool sees(const RoleRights& rights, const Laid& record);
bool writes(const RoleRights& rights, const FormId& form, const Place& place);
std::string said_of(const Laid& record);

// The verdicts by seq after everything was sent; "" and nothing else for what was taken.
std::map<std::uint64_t, std::string> send_everything(Device& device);

}  // namespace nuong::testing
