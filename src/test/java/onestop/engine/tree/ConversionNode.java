package onestop.engine.tree;

import java.util.Map;
import onestop.testing.World;

/** A node in a process of its own that converts processes when it is told; made to be killed. */
final class ConversionNode {
  static final String READY = "ready";
  static final int BATCH = 4;

  private ConversionNode() {}

  /** Says that it is ready, waits for a byte, then converts in small batches. */
  public static void main(String[] args) throws Exception {
    Map<String, String> where = Map.of("url", args[0], "user", args[1], "password", args[2]);
    try (World world = World.on(where, args[3])) {
      System.out.println(READY);
      if (System.in.read() >= 0) {
        world.get(TreeConversion.class).run(BATCH);
      }
    }
  }
}
