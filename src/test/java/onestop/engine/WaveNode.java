package onestop.engine;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import onestop.engine.timers.DueTimers;
import onestop.testing.World;

/** A node in a process of its own that fires the wall it is told of; made to be killed. */
final class WaveNode {
  static final String READY = "ready";
  static final int PORTION = 20;

  private WaveNode() {}

  /** Says that it is ready, then reads local times and fires what is due at them. */
  public static void main(String[] args) throws Exception {
    Map<String, String> where = Map.of("url", args[0], "user", args[1], "password", args[2]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (World world = World.on(where, args[3])) {
      System.out.println(READY);
      for (String at = in.readLine(); at != null; at = in.readLine()) {
        world.outageUntil(at);
        fireOnce(world);
      }
    }
  }

  /** One look at what is due; what another node holds is passed over. */
  static int fireOnce(World world) {
    DueTimers timers = world.get(DueTimers.class);
    int fired = 0;
    for (List<String> portion : timers.plan(world.now(), PORTION)) {
      fired += timers.fire(portion, world.now());
    }
    return fired;
  }
}
