package onestop.files;

/**
 * A file by its content.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal; its key
 * @param size in bytes
 * @param type as found from its bytes
 */
public record StoredFile(String sha256, long size, FileType type) {}
