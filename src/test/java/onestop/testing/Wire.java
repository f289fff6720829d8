package onestop.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between an application and its PostgreSQL, which a test cuts and mends. */
public final class Wire implements AutoCloseable {
  private final ServerSocket door;
  private final int database;
  private final Map<String, String> where;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Wire(ServerSocket door, Map<String, String> where) {
    this.door = door;
    URI url = URI.create(where.get("url").substring("jdbc:".length()));
    this.database = url.getPort();
    this.where = new HashMap<>(where);
    this.where.put("url", "jdbc:postgresql://localhost:" + door.getLocalPort() + url.getPath());
  }

  /** A wire to that database, whole. */
  public static Wire to(Map<String, String> where) {
    try {
      Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), where);
      daemon(wire::serve);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database at the other end, as an application is told of it. */
  public Map<String, String> where() {
    return where;
  }

  /** Breaks every connection and takes no further one. */
  public void cut() {
    cut = true;
    ends.forEach(Wire::shut);
    ends.clear();
  }

  /** Lets connections through again. */
  public void mend() {
    cut = false;
  }

  private void serve() {
    try {
      while (true) {
        Socket in = door.accept();
        if (cut) {
          shut(in);
          continue;
        }
        Socket out = new Socket(InetAddress.getLoopbackAddress(), database);
        ends.add(in);
        ends.add(out);
        if (cut) {
          // it was cut meanwhile
          shut(in);
          shut(out);
        }
        daemon(() -> pump(in, out));
        daemon(() -> pump(out, in));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException broken) {
      // both ends go
    }
    shut(from);
    shut(to);
    ends.remove(from);
    ends.remove(to);
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
