package onestop.cli.replay;

/**
 * What a log may ask of this machine at most; past a limit the log is refused, before anything is
 * written.
 *
 * @param bytes of XML, unpacked
 * @param tokenBytes between one piece of markup and the next: the longest attribute value
 * @param depth of nested elements
 * @param traces in the log
 * @param events in all traces together
 */
record XesLimits(long bytes, long tokenBytes, int depth, int traces, int events) {
  /** Fits a heap of 1 GiB with room to spare. */
  static final XesLimits DEFAULT = new XesLimits(1L << 30, 1 << 20, 64, 100_000, 1_000_000);
}
