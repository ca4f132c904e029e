import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { AppShell } from "../features/shell/app-shell.tsx";
import { THEME_SCRIPT } from "../features/shell/theme.ts";
import "uplot/dist/uPlot.min.css";
import "./global.css";

export const metadata: Metadata = {
  title: "Fleet · vramfleet",
  description: "GPU memory for a whole fleet: who holds it and where it is going.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#12171a" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <AppShell>{children}</AppShell>
      </body>
    </html>
  );
}
