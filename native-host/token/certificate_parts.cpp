#include "native-host/token/certificate_parts.h"

namespace ekey::token {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t integerTag = 0x02;
constexpr std::uint8_t bitStringTag = 0x03;
constexpr std::uint8_t sequenceTag = 0x30;
constexpr std::uint8_t versionTag = 0xa0;
constexpr std::uint8_t longForm = 0x80;

struct Element {
    Bytes whole;
    Bytes content;
};

/// Takes elements off the front. After the first fault it gives nothing more.
class Walk {
public:
    explicit Walk(Bytes bytes) : rest(bytes) {}

    bool next(std::uint8_t tag) const { return sound && !rest.empty() && rest[0] == tag; }
    bool good() const { return sound; }
    bool finished() const { return sound && rest.empty(); }

    Element take(std::uint8_t tag)
    {
        const std::optional<Element> element = next(tag) ? read() : std::nullopt;
        if (!element) {
            sound = false;
            return {};
        }
        rest = rest.subspan(element->whole.size());
        return *element;
    }

private:
    std::optional<Element> read() const
    {
        if (rest.size() < 2) return std::nullopt;
        std::size_t header = 2;
        std::size_t length = rest[1];
        if (length >= longForm) {
            // A certificate within our limits needs two bytes at most.
            const std::size_t width = length - longForm;
            if (width < 1 || width > 2 || rest.size() < 2 + width) return std::nullopt;
            length = width == 1 ? rest[2] : static_cast<std::size_t>(rest[2] << 8 | rest[3]);
            if (length < (width == 1 ? 0x80U : 0x100U)) return std::nullopt; // not the shortest form
            header += width;
        }
        if (length > rest.size() - header) return std::nullopt;
        return Element{rest.first(header + length), rest.subspan(header, length)};
    }

    Bytes rest;
    bool sound = true;
};

} // namespace

std::optional<CertificateParts> certificateParts(std::span<const std::uint8_t> der)
{
    Walk outside(der);
    Walk certificate(outside.take(sequenceTag).content);
    Walk signedPart(certificate.take(sequenceTag).content);
    certificate.take(sequenceTag); // signatureAlgorithm
    certificate.take(bitStringTag);
    if (!outside.finished() || !certificate.finished()) return std::nullopt;

    CertificateParts parts;
    if (signedPart.next(versionTag)) signedPart.take(versionTag);
    parts.serial = signedPart.take(integerTag).whole;
    signedPart.take(sequenceTag); // signature
    parts.issuer = signedPart.take(sequenceTag).whole;
    signedPart.take(sequenceTag); // validity
    parts.subject = signedPart.take(sequenceTag).whole;
    signedPart.take(sequenceTag); // subjectPublicKeyInfo; unique identifiers and extensions may follow
    constexpr std::size_t emptyElement = 2;
    if (!signedPart.good() || parts.serial.size() == emptyElement) return std::nullopt;
    return parts;
}

} // namespace ekey::token
