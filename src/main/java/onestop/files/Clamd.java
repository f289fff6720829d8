package onestop.files;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the daemon of ClamAV by its command {@code INSTREAM}, over TCP or a Unix socket: the bytes
 * go over the connection, so the daemon needs no access to our files. One connection a file.
 *
 * <p>Source: clamd(8), "zINSTREAM": portions behind their length in network order, a length of zero
 * at the end, an answer that ends with a zero byte.
 */
final class Clamd implements VirusScanner {
  private static final int PORTION = 64 * 1024;
  private static final int LONGEST_ANSWER = 4096;
  private static final Pattern TCP = Pattern.compile("(.+):(\\d{1,5})");
  private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");

  private final SocketAddress address;
  private final Duration longest;

  /**
   * A daemon at {@code host:port}, or at the path of its Unix socket.
   *
   * @param longest the most time for one file, the connection included
   */
  Clamd(String address, Duration longest) {
    Matcher tcp = TCP.matcher(address);
    this.address =
        address.startsWith("/")
            ? UnixDomainSocketAddress.of(address)
            : tcp.matches()
                ? InetSocketAddress.createUnresolved(tcp.group(1), Integer.parseInt(tcp.group(2)))
                : UnixDomainSocketAddress.of(address);
    this.longest = longest;
  }

  @Override
  public Verdict scan(byte[] bytes) throws IOException {
    try (Selector selector = Selector.open();
        SocketChannel channel = open()) {
      Talk talk = new Talk(channel, selector, System.nanoTime() + longest.toNanos());
      talk.connect(resolved());
      try {
        talk.send(bytes);
      } catch (IOException closed) {
        return verdict(talk.lastWords(closed));
      }
      return verdict(talk.answer());
    }
  }

  private static Verdict verdict(String answer) throws IOException {
    if (answer.equals("stream: OK")) {
      return Verdict.CLEAN;
    }
    Matcher found = FOUND.matcher(answer);
    if (found.matches()) {
      return new Verdict(found.group(1));
    }
    // for example: INSTREAM size limit exceeded. ERROR
    throw new IOException("the scanner answers: " + answer);
  }

  private SocketChannel open() throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  /** Resolved anew each time: the daemon may have moved. */
  private SocketAddress resolved() {
    return address instanceof InetSocketAddress tcp
        ? new InetSocketAddress(tcp.getHostString(), tcp.getPort())
        : address;
  }

  /** One connection whose every wait ends at the same time. */
  private record Talk(SocketChannel channel, Selector selector, long end) {
    void connect(SocketAddress to) throws IOException {
      channel.configureBlocking(false);
      if (to instanceof InetSocketAddress tcp && tcp.isUnresolved()) {
        throw new IOException("no such host: " + tcp.getHostString());
      }
      if (!channel.connect(to)) {
        do {
          await(channel, SelectionKey.OP_CONNECT);
        } while (!channel.finishConnect());
      }
    }

    void send(byte[] bytes) throws IOException {
      write(ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
      for (int at = 0; at < bytes.length; at += PORTION) {
        int length = Math.min(PORTION, bytes.length - at);
        write(ByteBuffer.allocate(4).putInt(length).flip());
        write(ByteBuffer.wrap(bytes, at, length));
      }
      write(ByteBuffer.allocate(4));
    }

    /** What the daemon said before it closed, such as that the file is too large for it. */
    String lastWords(IOException closed) throws IOException {
      try {
        String said = answer();
        if (!said.isEmpty()) {
          return said;
        }
      } catch (IOException nothing) {
        closed.addSuppressed(nothing);
      }
      throw closed;
    }

    private void write(ByteBuffer portion) throws IOException {
      while (portion.hasRemaining()) {
        if (channel.write(portion) == 0) {
          await(channel, SelectionKey.OP_WRITE);
        }
      }
    }

    String answer() throws IOException {
      ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
      while (answer.hasRemaining()) {
        int read = channel.read(answer);
        int length = answer.position();
        boolean over = read < 0 || length > 0 && answer.get(length - 1) == 0;
        if (over) {
          return new String(answer.array(), 0, length, StandardCharsets.UTF_8)
              .replace("\0", "")
              .strip();
        }
        if (read == 0) {
          await(channel, SelectionKey.OP_READ);
        }
      }
      throw new IOException("the scanner's answer does not end");
    }

    private void await(SelectableChannel what, int operation) throws IOException {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("the scanner does not answer in time");
      }
      what.register(selector, operation);
      selector.select(Math.max(1, left / 1_000_000));
      selector.selectedKeys().clear();
    }
  }
}
