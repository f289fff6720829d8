package onestop.node;

/**
 * The database inside this process has closed itself after an error of its file, and only a new
 * process opens it again: whoever runs the process ends it, so that its supervisor starts another.
 */
public record DatabaseClosed() {}
