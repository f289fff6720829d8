package onestop.node;

/**
 * Event: the embedded database has closed itself after an error of its file, and only a new process
 * can open it again. The listener ends this process, so that its supervisor starts another.
 */
public record DatabaseClosed() {}
