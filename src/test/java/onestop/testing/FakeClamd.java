package onestop.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that speaks the protocol of clamd and finds the test file of the anti-virus makers, or
 * behaves as it is told.
 */
public final class FakeClamd implements AutoCloseable {
  /**
   * The test file by EICAR, which every scanner finds; in two parts, so that it does not find us.
   */
  public static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

  /** How it behaves. */
  public enum Manner {
    SCANS,
    ANSWERS_NOTHING,
    HANGS_UP,
    SAYS_TOO_LARGE,
    NEVER_STOPS
  }

  private final ServerSocketChannel server;
  private final ExecutorService talks = Executors.newCachedThreadPool();
  private volatile Manner manner = Manner.SCANS;
  private volatile int scans;

  private FakeClamd(StandardProtocolFamily family, @Nullable SocketAddress address)
      throws IOException {
    server = ServerSocketChannel.open(family);
    server.bind(address);
    talks.execute(this::serve);
  }

  /** At a free port of this machine. */
  public static FakeClamd onTcp() throws IOException {
    return new FakeClamd(
        StandardProtocolFamily.INET, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** At a Unix socket. */
  public static FakeClamd onSocket(Path path) throws IOException {
    return new FakeClamd(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
  }

  /** Its address as the setting has it. */
  public String address() throws IOException {
    return server.getLocalAddress() instanceof InetSocketAddress tcp
        ? "127.0.0.1:" + tcp.getPort()
        : server.getLocalAddress().toString();
  }

  public void behave(Manner how) {
    manner = how;
  }

  public int scans() {
    return scans;
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel caller = server.accept();
        talks.execute(() -> talk(caller));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void talk(SocketChannel caller) {
    try (caller;
        DataInputStream in = new DataInputStream(Channels.newInputStream(caller))) {
      Manner how = manner;
      if (how == Manner.HANGS_UP) {
        return;
      }
      StringBuilder command = new StringBuilder();
      for (int c = in.read(); c > 0; c = in.read()) {
        command.append((char) c);
      }
      StringBuilder text = new StringBuilder();
      for (int length = in.readInt(); length > 0; length = in.readInt()) {
        text.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
      }
      scans++;
      String answer =
          switch (how) {
            case SAYS_TOO_LARGE -> "INSTREAM size limit exceeded. ERROR\0";
            case NEVER_STOPS -> "x".repeat(100_000);
            case ANSWERS_NOTHING -> "";
            default ->
                !command.toString().equals("zINSTREAM")
                    ? "UNKNOWN COMMAND\0"
                    : text.indexOf(EICAR) >= 0 ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0";
          };
      ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        caller.write(bytes);
      }
      if (how == Manner.ANSWERS_NOTHING) {
        in.read(); // until the other side gives up
      }
    } catch (IOException gone) {
      // the other side has given up
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    talks.shutdownNow();
  }
}
