// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta.other;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application without Millrace. */
@WebServlet("/hello")
public class HelloServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private record Name(String text) {}

  private record Greeting(String word, long number, Name to) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Greeting greeting = new Greeting("Hello", 1, new Name("you"));
    boolean same = greeting.equals(new Greeting("Hello", 1, new Name("him")));
    response.getWriter().println(greeting + " " + greeting.hashCode() + " " + same);
  }
}
