package onestop.kernel;

/**
 * The identity of an application, however often it is submitted.
 *
 * @param source the source that submits it
 * @param key the application's key at that source
 */
public record Submission(String source, String key) {}
