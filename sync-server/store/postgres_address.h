// PostgresAddress: where a database is, as libpq reads it (postgresql://user@host1,host2/database?...), with what we
// say where the address does not; and in which order its hosts are asked.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace nuong {

class PostgresAddress {
public:
    // Throws DatabaseError when it is none.
    explicit PostgresAddress(const std::string& url);

    // For PQconnectdbParams; valid as long as this and until put_last().
    struct Parameters {
        std::vector<const char*> names, values;  // each ends with a null pointer
    };
    Parameters parameters() const;

    // This host is asked after all others from now on; one that is not in the address changes nothing.
    void put_last(const std::string& host, const std::string& port);

private:
    std::string* find(const std::string& name);

    std::vector<std::pair<std::string, std::string>> options_;  // a later one counts
};

}  // namespace nuong
