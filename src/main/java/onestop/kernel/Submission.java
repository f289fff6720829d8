package onestop.kernel;

/**
 * What makes an application one and the same, however often it is handed in.
 *
 * @param source who hands it in
 * @param key the key under which that source knows it
 */
public record Submission(String source, String key) {}
