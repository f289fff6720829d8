package onestop.cli.replay;

/**
 * The limits of a log's use of this machine; a log beyond a limit is refused before anything is
 * written.
 *
 * @param bytes the most bytes of XML, unpacked
 * @param tokenBytes the most bytes between one piece of markup and the next: the longest attribute
 *     value
 * @param depth the deepest nesting of elements
 * @param traces the most traces in the log
 * @param events the most events in all traces together
 */
record XesLimits(long bytes, long tokenBytes, int depth, int traces, int events) {
  /** Fits a heap of 1 GiB with room to spare. */
  static final XesLimits DEFAULT = new XesLimits(1L << 30, 1 << 20, 64, 100_000, 1_000_000);
}
