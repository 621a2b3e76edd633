// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The BPMN file of a value stream. Immutable; equal by name and content. */
public final class StreamModel {
  private final String fileName;
  private final byte[] content;
  private final String digest;

  /**
   * @param fileName the name of the file, which messages use
   * @param content the bytes of the file
   */
  public StreamModel(String fileName, byte[] content) {
    this.fileName = fileName;
    this.content = content.clone();
    this.digest = HexFormat.of().formatHex(sha256().digest(this.content));
  }

  /** The name of the file, such as {@code restore-live-service.bpmn}. */
  public String fileName() {
    return fileName;
  }

  /** The SHA-256 digest of the content, as 64 lower-case hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** The size of the content in bytes. */
  public int size() {
    return content.length;
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return content.clone();
  }

  /** A new stream over the content, without a copy. */
  public InputStream open() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamModel that
        && fileName.equals(that.fileName)
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return fileName + " (SHA-256 " + digest + ")";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
